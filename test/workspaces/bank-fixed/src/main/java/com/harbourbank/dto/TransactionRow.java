package com.harbourbank.dto;

import java.math.BigDecimal;
import java.time.Instant;

public record TransactionRow(long id, Instant bookedAt, BigDecimal amount, String counterparty, String note) {
}
