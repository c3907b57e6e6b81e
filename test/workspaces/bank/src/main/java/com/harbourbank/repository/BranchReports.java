package com.harbourbank.repository;

import java.util.List;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

import org.springframework.stereotype.Repository;

/** Figures for the staff's pages. */
@Repository
public class BranchReports {

    @PersistenceContext
    private EntityManager entities;

    public List<?> deposits(String branch, int year) {
        String sql = """
                select month, sum(amount) from deposits
                where branch = '%s' and year = %d
                group by month
                """.formatted(branch, year);
        return entities.createNativeQuery(sql).getResultList();
    }

    public List<?> openings(String branch) {
        return entities.createNativeQuery("select month, count(*) from openings where branch = :branch group by month")
                .setParameter("branch", branch)
                .getResultList();
    }
}
