/** What object mappers of JavaScript give of a record with all its fields: no fields are named, and none left out. */
import { model } from '../../engine/model';

export const records = model('javascript', {
  name: 'Records',
  types: {
    // Mongoose: `select` and a second argument say which fields.
    Document: [
      'mongoose.Entity.{find,findOne,findById}[1=absent]()',
      'mongoose.Entity.{findOneAndUpdate,findByIdAndUpdate,findOneAndDelete,findByIdAndDelete,create}()',
      'mongoose.Entity()',
      'Document.{lean,sort,limit,skip,populate,where,exec,orFail,toObject}()',
      'Document._doc',
    ],
    Row: [
      'sequelize.Entity.{findOne,findAll}[0.attributes!=*]()',
      'sequelize.Entity.findByPk[1.attributes!=*]()',
      'sequelize.Entity.create()',
      'Row.{get,toJSON}()',
      'Row.dataValues',
    ],
    Found: [
      'prisma.Client.*.{findUnique,findUniqueOrThrow,findFirst,findFirstOrThrow,findMany,create,update,upsert,delete}[0.select!=*][0.omit!=*]()',
      'typeorm.Repository.{find,findOne,findOneOrFail}[0.select!=*]()',
      'typeorm.Repository.{findOneBy,findBy,findOneByOrFail,save}()',
      'typeorm.Source.{find,findOne}[1.select!=*]()',
    ],
  },
  sources: {
    record: ['Document', 'Row', 'Found', 'mongoose.Entity.{findOne,findById,find}(fn)#1'],
  },
});
