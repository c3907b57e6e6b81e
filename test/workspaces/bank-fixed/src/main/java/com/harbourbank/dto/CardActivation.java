package com.harbourbank.dto;

import java.time.YearMonth;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

public record CardActivation(
        @NotNull Long accountId,
        @Pattern(regexp = "\\d{16}") String cardNumber,
        @Pattern(regexp = "\\d{3}") String cvv,
        @NotNull YearMonth validThru) {
}
