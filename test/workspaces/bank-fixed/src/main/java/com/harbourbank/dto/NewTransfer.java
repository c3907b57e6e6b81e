package com.harbourbank.dto;

import java.math.BigDecimal;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;

public record NewTransfer(
        @NotNull Long fromAccount,
        @NotBlank String toIban,
        @NotNull @Positive BigDecimal amount,
        @Size(max = 140) String note) {
}
