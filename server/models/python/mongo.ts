/** MongoDB by pymongo, motor and mongoengine: what takes a filter, what takes script text. */
import { model } from '../../engine/model';

const FILTERED =
  '{find,find_one,find_one_and_update,find_one_and_delete,find_one_and_replace,update_one,update_many,replace_one,delete_one,delete_many,count_documents,remove,update,count}';
/** The filter with all that is in it; what an operator compares with is a value, even where it is an object. */
const FILTER = '.**!{$eq,$ne,$gt,$gte,$lt,$lte,$in,$nin}';
const SCRIPTS = ['$function.body', '$accumulator.init', '$accumulator.accumulate'];

export const mongo = model('python', {
  name: 'MongoDB',
  module: 'pymongo',
  types: {
    Client: [
      '"pymongo".MongoClient()',
      '"pymongo".AsyncMongoClient()',
      '"motor.motor_asyncio".AsyncIOMotorClient()',
      '<pymongo.MongoClient>',
      '<motor.motor_asyncio.AsyncIOMotorClient>',
    ],
    Db: [
      'Client.*',
      'Client[]',
      'Client.{get_database,get_default_database}()',
      '"flask_pymongo".PyMongo().db',
      '<pymongo.database.Database>',
      '<motor.motor_asyncio.AsyncIOMotorDatabase>',
    ],
    Collection: [
      'Db.*',
      'Db[]',
      'Db.get_collection()',
      '<pymongo.collection.Collection>',
      '<motor.motor_asyncio.AsyncIOMotorCollection>',
      '*.get_collection()',
    ],
  },
  sources: {
    stored: [
      'Collection.{find_one,find_one_and_update,distinct}()',
      'Collection.{find,aggregate}()[]',
      'Collection.{find,aggregate}().to_list()',
    ],
  },
  sinks: {
    'nosql-filter': [
      `Collection.${FILTERED}(0)${FILTER}`,
      `Collection.${FILTERED}(filter:)${FILTER}`,
      `Collection.aggregate(0)${FILTER}`,
      `Collection.distinct(1)${FILTER}`,
    ],
    'nosql-code': [
      `Collection.${FILTERED}(0).**.$where`,
      ...SCRIPTS.map((script) => `Collection.aggregate(0).**.${script}`),
      'Collection.map_reduce(0)',
      'Collection.map_reduce(1)',
      'Db.{eval,command}(0)',
      '"bson.code".Code(0)',
      '"bson".Code(0)',
    ],
    credential: ['"pymongo".MongoClient(password:)', '"motor.motor_asyncio".AsyncIOMotorClient(password:)'],
  },
  sanitizers: { 'plain-characters': ['"bson".ObjectId()', '"bson.objectid".ObjectId()', '<bson.ObjectId>', '<beanie.PydanticObjectId>'] },
  checks: { text: ['"bson".ObjectId.is_valid(0)', '"bson.objectid".ObjectId.is_valid(0)'] },
  quiet: ['Collection.*()', 'Client.{close,admin,start_session}()'],
});
