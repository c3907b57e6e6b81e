package com.harbourbank.dto;

import java.time.LocalDate;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Size;

import org.springframework.web.bind.annotation.BindParam;

public record TransactionFilter(
        @Size(max = 80) String text,
        LocalDate from,
        @BindParam("sort") String order,
        boolean descending,
        @Max(200) int limit) {

    public String sort() {
        return order == null ? "booked_at" : order;
    }
}
