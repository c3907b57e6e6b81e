package com.harbourbank.dto;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;

public record SignIn(@NotBlank @Email String email, @NotBlank String password) {
}
