package com.harbourbank.repository;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.bson.Document;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.BasicQuery;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Repository;

/** Who has done what, kept in MongoDB for ten years. */
@Repository
public class AuditTrail {

    private static final String ENTRIES = "audit";

    private final MongoTemplate mongo;

    public AuditTrail(MongoTemplate mongo) {
        this.mongo = mongo;
    }

    public void note(long customerId, String action) {
        mongo.insert(new Document(Map.of("actor", customerId, "action", action, "at", Instant.now())), ENTRIES);
    }

    public List<Document> ofAction(String action) {
        BasicQuery query = new BasicQuery("{ action: '" + action + "' }");
        query.limit(500);
        return mongo.find(query, Document.class, ENTRIES);
    }

    public List<Document> ofActor(String actor) {
        Query query = Query.query(Criteria.where("actor").is(actor)).with(Sort.by("at").descending());
        return mongo.find(query, Document.class, ENTRIES);
    }
}
