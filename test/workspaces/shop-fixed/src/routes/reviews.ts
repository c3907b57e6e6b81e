import { Router } from 'express';
import { isValidObjectId } from 'mongoose';
import { z } from 'zod';
import { authenticate, principalOf, requireRole } from '../middleware/authenticate';
import { asyncHandler } from '../middleware/errors';
import { Review } from '../models/review';

export const reviewRoutes = Router();

const NewReview = z.object({ product: z.string().uuid(), name: z.string().max(80), rating: z.number().int().min(1).max(5), text: z.string().max(4000) });

reviewRoutes.get(
  '/',
  asyncHandler(async (req, res) => {
    const product = String(req.query.product);
    const reviews = await Review.find({ product, status: 'published' }).sort({ createdAt: -1 }).limit(50).lean();
    res.json(reviews);
  }),
);

reviewRoutes.post(
  '/',
  authenticate,
  asyncHandler(async (req, res) => {
    const { product, name, rating, text } = NewReview.parse(req.body);
    const { id } = principalOf(res);
    if (await Review.exists({ product, author: id })) return res.status(409).json({ error: 'You have said what you think.' });
    const review = await Review.create({ product, name, rating, text, author: id });
    return res.status(201).json({ id: review.id });
  }),
);

reviewRoutes.put(
  '/:id/status',
  authenticate,
  requireRole('editor'),
  asyncHandler(async (req, res) => {
    const { id } = req.params;
    const { status } = req.body;
    if (!isValidObjectId(id) || typeof status !== 'string') return res.sendStatus(400);
    await Review.updateOne({ _id: id }, { $set: { status } }, { runValidators: true });
    return res.sendStatus(204);
  }),
);

reviewRoutes.delete(
  '/:id',
  authenticate,
  requireRole('editor'),
  asyncHandler(async (req, res) => {
    const { id } = req.params;
    if (!isValidObjectId(id)) return res.sendStatus(404);
    await Review.deleteOne({ _id: id });
    return res.sendStatus(204);
  }),
);
