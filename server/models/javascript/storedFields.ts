/** Where object mappers of JavaScript take all fields of what they store from one object. */
import { model } from '../../engine/model';

export const storedFields = model('javascript', {
  name: 'Stored fields',
  sinks: {
    'model-fields': [
      'mongoose.Entity(0)',
      'mongoose.Entity.{create,insertMany}(0)',
      'mongoose.Entity.{findByIdAndUpdate,findOneAndUpdate,updateOne,updateMany,findOneAndReplace,replaceOne,update}(1)',
      'mongoose.Entity.{findByIdAndUpdate,findOneAndUpdate,updateOne,updateMany}(1).$set',
      'mongoose.Document.{set,updateOne}(0)',
      'mongodb.Collection.{insertOne,insert,insertMany}(0)',
      'mongodb.Collection.{updateOne,updateMany,findOneAndUpdate}(1).$set',
      'mongodb.Collection.{replaceOne,findOneAndReplace}(1)',
      'sequelize.Entity.{create,build,upsert,update,bulkCreate}(0)',
      'sequelize.Entity.{findOne,findByPk}().{update,set}(0)',
      'prisma.Client.*.{create,update,createMany,updateMany}(0).data',
      'prisma.Client.*.upsert(0).create',
      'prisma.Client.*.upsert(0).update',
      'typeorm.Repository.{save,create,insert,upsert}(0)',
      'typeorm.Repository.{update,merge}(1)',
      'knex.Builder.{insert,update}(0)',
    ],
  },
});
