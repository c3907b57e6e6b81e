/** The models compile: every path and kind in them is one the engine knows. */
import assert from 'node:assert/strict';
import { Catalog, models } from '../harness/models';

describe('models', () => {
  for (const model of models) {
    it(`${model.name} compiles`, () => {
      const catalog = new Catalog(models);
      assert.ok(catalog.types.size > 0);
    });
  }
});
