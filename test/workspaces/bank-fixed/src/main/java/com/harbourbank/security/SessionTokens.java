package com.harbourbank.security;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;

import javax.crypto.SecretKey;

import com.harbourbank.config.BankProperties;
import com.harbourbank.model.Customer;

import io.jsonwebtoken.Claims;
import io.jsonwebtoken.JwtException;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.Keys;
import org.springframework.stereotype.Component;

/** Session tokens of customers and staff, and short-lived tokens for links in letters. */
@Component
public class SessionTokens {

    private static final Duration SESSION_LIFE = Duration.ofHours(8);
    private static final Duration LINK_LIFE = Duration.ofMinutes(15);

    private final SecretKey key;

    public SessionTokens(BankProperties properties) {
        this.key = Keys.hmacShaKeyFor(properties.sessionKey().getBytes(StandardCharsets.UTF_8));
    }

    public String issue(Customer customer) {
        return Jwts.builder()
                .subject(Long.toString(customer.getId()))
                .claim("role", customer.getRole())
                .issuedAt(new Date())
                .expiration(Date.from(Instant.now().plus(SESSION_LIFE)))
                .signWith(key)
                .compact();
    }

    public String issueLink(long customerId, String purpose) {
        return Jwts.builder()
                .subject(Long.toString(customerId))
                .claim("purpose", purpose)
                .expiration(Date.from(Instant.now().plus(LINK_LIFE)))
                .signWith(key)
                .compact();
    }

    public Optional<SignedIn> read(String token) {
        try {
            Claims claims = Jwts.parser().verifyWith(key).build().parseSignedClaims(token).getPayload();
            return Optional.of(new SignedIn(Long.parseLong(claims.getSubject()), claims.get("role", String.class)));
        } catch (JwtException | NumberFormatException e) {
            return Optional.empty();
        }
    }
}
