package com.harbourbank.service;

import java.util.Map;

import com.harbourbank.config.BankProperties;

import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Service;
import org.springframework.web.client.RestTemplate;

/** Hands letters and e-mails to the provider that prints and sends them. */
@Service
public class MailService {

    private static final String PROVIDER = "https://api.postbird.example/v2/messages";

    private final RestTemplate rest;
    private final BankProperties properties;

    public MailService(RestTemplate rest, BankProperties properties) {
        this.rest = rest;
        this.properties = properties;
    }

    public void send(String to, String template, Map<String, String> values) {
        HttpHeaders headers = new HttpHeaders();
        headers.setBearerAuth(properties.providerKey());
        rest.postForEntity(PROVIDER, new HttpEntity<>(new Message(to, template, values), headers), Void.class);
    }

    private record Message(String to, String template, Map<String, String> values) {
    }
}
