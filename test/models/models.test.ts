import assert from 'node:assert/strict';
import { Catalog } from '../../server/engine/catalog';
import { models } from '../../server/models';

describe('models', () => {
  for (const model of models) {
    it(`${model.name} compiles`, () => {
      const catalog = new Catalog(models);
      assert.ok(catalog.types.size > 0);
    });
  }
});
