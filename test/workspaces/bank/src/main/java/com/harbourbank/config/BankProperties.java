package com.harbourbank.config;

import java.nio.file.Path;
import java.util.List;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** Everything below {@code bank:} in application.yml. */
@ConfigurationProperties("bank")
public record BankProperties(
        String sessionKey,
        String fieldKey,
        String providerKey,
        Path statements,
        @DefaultValue("/app") String startPage,
        @DefaultValue("https://online.harbourbank.example") List<String> origins) {
}
