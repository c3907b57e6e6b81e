package com.harbourbank.dto;

import jakarta.validation.constraints.NotBlank;

public record WebhookTarget(@NotBlank String url, @NotBlank String event) {
}
