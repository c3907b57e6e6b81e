package com.harbourbank.repository;

import java.math.BigDecimal;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;

import com.harbourbank.dto.TransactionFilter;
import com.harbourbank.dto.TransactionRow;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.stereotype.Repository;

/** Booked transactions. There are too many of them to go through JPA. */
@Repository
public class TransactionSearch {

    private static final String COLUMNS = "select id, booked_at, amount, counterparty, note from transactions";
    private static final RowMapper<TransactionRow> ROW = (rs, i) -> new TransactionRow(
            rs.getLong("id"),
            rs.getTimestamp("booked_at").toInstant(),
            rs.getBigDecimal("amount"),
            rs.getString("counterparty"),
            rs.getString("note"));

    private final JdbcTemplate jdbc;

    public TransactionSearch(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    public List<TransactionRow> find(long accountId, TransactionFilter filter) {
        StringBuilder sql = new StringBuilder(COLUMNS).append(" where account_id = ?");
        List<Object> values = new ArrayList<>();
        values.add(accountId);
        if (filter.text() != null && !filter.text().isBlank()) {
            sql.append(" and note ilike ?");
            values.add("%" + filter.text().trim() + "%");
        }
        if (filter.from() != null) {
            sql.append(" and booked_at >= ?");
            values.add(Timestamp.valueOf(filter.from().atStartOfDay()));
        }
        sql.append(" order by ").append(filter.sort());
        sql.append(filter.descending() ? " desc" : " asc");
        sql.append(" limit ").append(Math.min(filter.limit(), 200));
        return jdbc.query(sql.toString(), ROW, values.toArray());
    }

    public TransactionRow one(long accountId, long id) {
        return jdbc.queryForObject(COLUMNS + " where account_id = ? and id = ?", ROW, accountId, id);
    }

    public void book(long accountId, BigDecimal amount, String counterparty, String note) {
        jdbc.update("insert into transactions (account_id, booked_at, amount, counterparty, note) values (?, now(), ?, ?, ?)",
                accountId, amount, counterparty, note);
    }
}
