/** Names everybody gives to the same things, for snippets and for code whose imports lead out of what is read. */
import { model } from '../../engine/model';
import { FILTER } from './mongo';

/** Words that statements begin with: stores of other kinds have methods of the same names. */
const SQL = "'select '|'insert '|'update '|'delete '|'replace '|'create '|'alter '|'drop '|'pragma '|'with '";

export const conventions = model('javascript', {
  name: 'Conventions',
  types: {
    // Not bound anywhere in the file; the first parameter of a function that is handed its database; a field that holds it.
    Database: [
      'db',
      'pool',
      'connection',
      'conn',
      '(..,db)',
      '(..,pool)',
      '(..,conn)',
      '(..,connection)',
      '(..,database)',
      '*.{db,pool,conn,connection,database,dbPool,dbConnection}',
      '<Pool>',
      '<PoolClient>',
      'Database.{getConnection,connect}()',
    ],
    Knex: ['knex', '(..,knex)', '*.knex'],
  },
  sources: { stored: ['Database.query().rows'] },
  sinks: {
    'sql-text': [
      'Database.{query,execute}(0)',
      'Database.query(0).text',
      'Database.query(0).sql',
      `Database.{all,get,run,each,exec,prepare}[0~${SQL}](0)`,
      'Knex.raw(0)',
      'sequelize.query(0)',
      'sequelize.literal(0)',
      '*.sequelize.{query,literal}(0)',
    ],
    'nosql-filter': [
      `Database.collection().{find,findOne,updateOne,updateMany,deleteOne,deleteMany,countDocuments,findOneAndUpdate,findOneAndDelete}(0)${FILTER}`,
    ],
  },
  quiet: [
    'Database.{query,execute,run,all,get,each,exec,prepare,connect,getConnection,release,end}()',
    'Knex.raw()',
    'sequelize.{query,literal}()',
    // What a store gives back is not what it was asked for.
    '*.{findOne,findById,findByPk,findMany,findFirst,findUnique,findAll,findOneBy,findBy,findAndCountAll,countDocuments,insertOne,insertMany,updateOne,updateMany,deleteOne,deleteMany}()',
    '*.{findByIdAndUpdate,findByIdAndDelete,findOneAndUpdate,findOneAndDelete,bulkCreate,bulkWrite,save}()',
  ],
});
