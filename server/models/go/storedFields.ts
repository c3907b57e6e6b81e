/** Where object mappers of Go store an object with all its fields. */
import { model } from '../../engine/model';

export const storedFields = model('go', {
  name: 'Stored fields',
  sinks: { 'model-fields': ['gorm.Db.{Create,Save,Updates,FirstOrCreate}(0).**'] },
});
