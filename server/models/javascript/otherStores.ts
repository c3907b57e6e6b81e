/** Redis, Elasticsearch, DynamoDB, Neo4j, LDAP and the like. */
import { model } from '../../engine/model';

export const otherStores = model('javascript', {
  name: 'Other stores',
  types: {
    Redis: [
      '"redis".createClient()',
      '"ioredis"()',
      '"ioredis".{Redis,Cluster}()',
      '<ioredis.Redis>',
      '<redis.RedisClientType>',
      'Redis.{duplicate,multi,pipeline}()',
      '"@upstash/redis".Redis()',
      '"@vercel/kv".kv',
    ],
    Elastic: ['"@elastic/elasticsearch".Client()', '"elasticsearch".Client()', '"@opensearch-project/opensearch".Client()'],
    Dynamo: ['"aws-sdk".DynamoDB()', '"aws-sdk".DynamoDB.DocumentClient()', '"aws-sdk/clients/dynamodb".DocumentClient()'],
    DynamoCommand: ['"@aws-sdk/lib-dynamodb"', '"@aws-sdk/client-dynamodb"'],
    Neo4j: [
      '"neo4j-driver".driver().session()',
      '"neo4j-driver".driver().session().beginTransaction()',
      '"neo4j-driver".driver().session().{executeRead,executeWrite,readTransaction,writeTransaction}(fn)#0',
    ],
  },
  sources: {
    stored: [
      'Redis.{get,hget,hgetall,hGet,hGetAll,lrange,lRange,smembers,sMembers,mget,mGet}()',
      'Redis.get(fn)#1',
      'Elastic.search().hits',
      'Dynamo.{get,query,scan}().promise()',
      'Neo4j.run().records',
    ],
  },
  sinks: {
    'nosql-code': [
      'Redis.eval(0)',
      'Redis.scriptLoad(0)',
      'Elastic.search(0).query.query_string.query',
      'Elastic.search(0).body.query.query_string.query',
      'Elastic.search(0).query.script.script.source',
      'Elastic.{update,updateByQuery}(0).script.source',
      'Elastic.search(0).q',
      'Dynamo.{query,scan}(0).KeyConditionExpression',
      'Dynamo.{query,scan}(0).FilterExpression',
      'Dynamo.executeStatement(0).Statement',
      'DynamoCommand.{QueryCommand,ScanCommand}(0).KeyConditionExpression',
      'DynamoCommand.{QueryCommand,ScanCommand}(0).FilterExpression',
      'DynamoCommand.{ExecuteStatementCommand,BatchExecuteStatementCommand}(0).Statement',
      'Neo4j.run(0)',
    ],
    'nosql-filter': ['Elastic.search(0).query', 'Elastic.search(0).body', 'Elastic.search(0).body.query'],
    credential: [
      '"redis".createClient(0).password',
      '"ioredis"(0).password',
      '"ioredis"(1).password',
      '"ioredis"(2).password',
      '"ioredis".{Redis,Cluster}(0).password',
      'Redis.auth(0)',
      '"@elastic/elasticsearch".Client(0).auth.password',
      '"@elastic/elasticsearch".Client(0).auth.apiKey',
      '"@opensearch-project/opensearch".Client(0).auth.password',
      '"neo4j-driver".auth.basic(1)',
    ],
  },
  quiet: ['Redis.*()', 'Elastic.*()', 'Elastic.*.*()', 'Dynamo.*()', 'DynamoCommand.*()', 'Neo4j.run()'],
});
