package com.harbourbank.dto;

import java.time.LocalDate;
import java.util.Map;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Size;

import org.springframework.web.bind.annotation.BindParam;

public record TransactionFilter(
        @Size(max = 80) String text,
        LocalDate from,
        @BindParam("sort") String order,
        boolean descending,
        @Max(200) int limit) {

    private static final Map<String, String> COLUMNS = Map.of(
            "date", "booked_at",
            "amount", "amount",
            "counterparty", "counterparty");

    public String sort() {
        return COLUMNS.getOrDefault(order == null ? "date" : order, "booked_at");
    }
}
