package com.harbourbank.service;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.Map;

import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestTemplate;

/** Exchange rates of the day. */
@Component
public class RatesClient {

    private static final String API_KEY = "fx_7Qm2ZpLr0vXc91TnKd4sWb8y";
    private static final String LATEST = "http://feed.fxmarketdata.net/latest/{base}";

    private final RestTemplate rest;

    public RatesClient(RestTemplate rest) {
        this.rest = rest;
    }

    public Map<String, BigDecimal> latest(Currency base) {
        HttpHeaders headers = new HttpHeaders();
        headers.set("X-Api-Key", API_KEY);
        Rates rates = rest.exchange(LATEST, HttpMethod.GET, new HttpEntity<>(headers), Rates.class, base.getCurrencyCode())
                .getBody();
        return rates == null ? Map.of() : rates.rates();
    }

    private record Rates(Map<String, BigDecimal> rates) {
    }
}
