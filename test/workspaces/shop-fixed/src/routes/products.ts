import { Router } from 'express';
import * as products from '../controllers/productController';
import { asyncHandler } from '../middleware/errors';

export const productRoutes = Router();

productRoutes.get('/', asyncHandler(products.search));
productRoutes.get('/page', asyncHandler(products.searchPage));
productRoutes.get('/manuals/:name', asyncHandler(products.manual));
productRoutes.get('/:id', asyncHandler(products.show));
productRoutes.get('/:id/thumbnail', asyncHandler(products.thumbnail));

export const priceFeed = Router();

priceFeed.get('/', asyncHandler(products.prices));
