/** Where object mappers of Python take all fields of what they store from one mapping. */
import { model } from '../../engine/model';

export const storedFields = model('python', {
  name: 'Stored fields',
  sinks: {
    'model-fields': [
      '"django.db.models".Model(:)',
      'django.Manager.{create,get_or_create,update_or_create,update}(:)',
      'django.Query.update(:)',
      '"flask_sqlalchemy".SQLAlchemy().Model(:)',
      '"sqlalchemy.orm".declarative_base()(:)',
      '"sqlalchemy.ext.declarative".declarative_base()(:)',
      '"sqlalchemy.orm".DeclarativeBase(:)',
      'sqlalchemy.Query.update(0)',
    ],
  },
});
