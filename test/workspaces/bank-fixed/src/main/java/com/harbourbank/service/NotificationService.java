package com.harbourbank.service;

import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

import com.harbourbank.dto.WebhookTarget;
import com.harbourbank.model.Customer;
import com.harbourbank.security.SignedIn;

import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Service;
import org.springframework.web.client.RestTemplate;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.util.UriComponentsBuilder;

/** Tells other systems what has happened. */
@Service
public class NotificationService {

    private static final String ANALYTICS = "https://collect.pagepulse.example/v1/identify";
    private static final String STATUS = "https://status.harbourbank.example/events";

    /** Where the receivers of our business customers stand. */
    private static final Set<String> RECEIVERS = Set.of("hooks.harbourbank.example", "events.ledgerly.example");

    private final RestTemplate rest;

    public NotificationService(RestTemplate rest) {
        this.rest = rest;
    }

    /** Sends a made-up event, so that business customers can try their receiver. */
    public HttpStatusCode test(SignedIn who, WebhookTarget target) {
        URI address = URI.create(target.url());
        if (!"https".equals(address.getScheme()) || !RECEIVERS.contains(address.getHost())) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "No receiver of ours");
        }
        Map<String, Object> event = Map.of("type", target.event(), "customer", who.customerId(), "at", Instant.now());
        ResponseEntity<String> answer = rest.postForEntity(address, event, String.class);
        return answer.getStatusCode();
    }

    public void profileChanged(Customer customer) {
        rest.postForLocation(ANALYTICS, Map.of("userId", customer.getId()));
    }

    public String status(String component) {
        return rest.getForObject(
                UriComponentsBuilder.fromHttpUrl(STATUS).queryParam("component", component).encode().toUriString(),
                String.class);
    }
}
