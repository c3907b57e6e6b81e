/** MongoDB by its driver and by Mongoose: what takes a filter, what takes script text, what removes operators. */
import { model } from '../../engine/model';

const FILTERED =
  '{find,findOne,findOneAndUpdate,findOneAndDelete,findOneAndReplace,findOneAndRemove,updateOne,updateMany,update,replaceOne,deleteOne,deleteMany,remove,count,countDocuments,exists}';

/** The filter with all that is in it; what an operator compares with is a value, even where it is an object. */
export const FILTER = '.**!{$eq,$ne,$gt,$gte,$lt,$lte,$in,$nin}';
/** Script text, wherever it stands in a pipeline. */
const SCRIPTS = ['$function.body', '$accumulator.init', '$accumulator.accumulate', '$accumulator.merge', '$accumulator.finalize'];

export const mongodb = model('javascript', {
  name: 'MongoDB',
  module: 'mongodb',
  types: {
    Client: [
      '"mongodb".MongoClient()',
      '"mongodb".MongoClient.connect()',
      '"mongodb".MongoClient.connect(fn)#1',
      'Client.connect()',
      '<mongodb.MongoClient>',
    ],
    Db: ['Client.db()', '<mongodb.Db>', '"mongoose".connection.db', '"mongoist"()', '"mongojs"()'],
    Collection: ['Db.collection()', 'Db.collection(fn)#1', '<mongodb.Collection>', '*.collection()', '"monk"().get()'],
    Cursor: ['Collection.{find,aggregate}()', 'Cursor.{sort,limit,skip,project,map,filter,batchSize}()'],
  },
  sources: {
    stored: [
      'Collection.{findOne,findOneAndUpdate,findOneAndDelete,distinct}()',
      'Collection.findOne(fn)#1',
      'Cursor.{toArray,next}()',
      'Cursor.toArray(fn)#1',
      'Cursor.forEach(fn)#0',
      'Cursor[]',
    ],
  },
  sinks: {
    'nosql-filter': [
      `Collection.${FILTERED}(0)${FILTER}`,
      `Collection.aggregate(0)${FILTER}`,
      `Collection.distinct(1)${FILTER}`,
      `Collection.bulkWrite(0)[].deleteOne.filter${FILTER}`,
      `Collection.bulkWrite(0)[].updateOne.filter${FILTER}`,
    ],
    'nosql-code': [
      `Collection.${FILTERED}(0).**.$where`,
      ...SCRIPTS.map((script) => `Collection.aggregate(0).**.${script}`),
      'Collection.mapReduce(0)',
      'Collection.mapReduce(1)',
      'Db.{eval,command}(0)',
      '"mongodb".Code(0)',
    ],
    credential: ['"mongodb".MongoClient(1).auth.password', '"mongodb".MongoClient.connect(1).auth.password'],
  },
  sanitizers: {
    'plain-characters': [
      '"mongodb".ObjectId()',
      '"mongodb".ObjectID()',
      '"mongodb".ObjectId.{createFromHexString,createFromTime}()',
      '"bson".ObjectId()',
      'ObjectId()',
    ],
    'sanitized-object': [
      '"mongo-sanitize"()',
      '"express-mongo-sanitize".sanitize()',
      '"mongo-sanitize"(0)',
      '"express-mongo-sanitize".sanitize(0)',
    ],
  },
  settings: { 'sanitized-object': ['"express-mongo-sanitize"()', '"koa-mongo-sanitize"()'] },
  checks: { text: ['"mongodb".ObjectId.isValid(0)', '"bson".ObjectId.isValid(0)'] },
  quiet: [
    '*.collection()',
    'Collection.*()',
    'Db.{command,createCollection,listCollections,stats}()',
    'Cursor.{toArray,next,hasNext,count,close}()',
    '"express-mongo-sanitize"()',
  ],
});

export const mongoose = model('javascript', {
  name: 'Mongoose',
  module: 'mongoose',
  types: {
    Connection: ['"mongoose"', '"mongoose".{createConnection,connection,connect}()', '"mongoose".connection', '<mongoose.Connection>'],
    Entity: ['Connection.model()', 'Connection.models.*', '<mongoose.Model>', '"mongoose".Model'],
    Query: [
      `Entity.${FILTERED}()`,
      'Entity.{findById,findByIdAndUpdate,findByIdAndDelete,findByIdAndRemove,where,aggregate,distinct}()',
      'Query.{find,findOne,where,or,and,nor,equals,gt,gte,lt,lte,in,nin,ne,regex,exists,sort,limit,skip,select,populate,lean,session,collation,hint,read,cursor,orFail,setOptions,elemMatch,match,group,project}()',
    ],
    Document: ['Entity()', 'Entity.{create,hydrate}()', 'Document.{save,populate}()'],
  },
  sources: {
    // A query is awaited or executed; what it gives are documents.
    stored: [
      'Query.{exec,toArray}()',
      'Entity.{findById,findOne,find}()',
      'Entity.{findById,findOne,find}(fn)#1',
      'Query.exec(fn)#1',
      'Query[]',
    ],
  },
  sinks: {
    'nosql-filter': [
      `Entity.${FILTERED}(0)${FILTER}`,
      `Entity.aggregate(0)${FILTER}`,
      `Entity.{where,distinct}(1)${FILTER}`,
      `Entity.where(0)${FILTER}`,
      `Query.{find,findOne,where,or,and,nor,match,count,countDocuments,deleteOne,deleteMany}(0)${FILTER}`,
      `Query.where(1)${FILTER}`,
    ],
    'nosql-code': [
      `Entity.${FILTERED}(0).**.$where`,
      ...SCRIPTS.map((script) => `Entity.aggregate(0).**.${script}`),
      'Entity.$where(0)',
      'Query.$where(0)',
      'Query.where(0).$where',
      'Entity.mapReduce(0).map',
      'Entity.mapReduce(0).reduce',
    ],
    credential: ['"mongoose".{connect,createConnection}(1).pass', '"mongoose".{connect,createConnection}(1).auth.password'],
  },
  sanitizers: {
    'plain-characters': ['"mongoose".Types.ObjectId()', '"mongoose".mongo.ObjectId()', '"mongoose".Types.ObjectId.createFromHexString()'],
    'sanitized-object': ['"mongoose".sanitizeFilter()'],
  },
  settings: { 'sanitized-object': ['"mongoose".set[0=\'sanitizeFilter\'][1=true]()'] },
  checks: { text: ['"mongoose".isValidObjectId(0)', '"mongoose".Types.ObjectId.isValid(0)', '"mongoose".isObjectIdOrHexString(0)'] },
  quiet: [
    'Entity.*()',
    'Query.*()',
    'Connection.{model,createConnection,connect,set,plugin,disconnect,startSession}()',
    'Document.{save,deleteOne,remove,validate,populate,updateOne}()',
    '"mongoose".Schema()',
    '"mongoose".Schema().*()',
  ],
});
