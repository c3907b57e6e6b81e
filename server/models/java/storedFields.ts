/** Where object mappers of Java store an object with all its fields. */
import { model } from '../../engine/model';

export const storedFields = model('java', {
  name: 'Stored fields',
  types: {
    Manager: ['<javax.persistence.EntityManager>', '<jakarta.persistence.EntityManager>', '<org.hibernate.Session>'],
  },
  sinks: {
    'model-fields': ['spring.Repository.{save,saveAndFlush,insert}(0)', 'Manager.{persist,merge,save,update,saveOrUpdate}(0)'],
  },
});
