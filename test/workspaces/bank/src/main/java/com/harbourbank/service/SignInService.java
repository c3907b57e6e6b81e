package com.harbourbank.service;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import com.harbourbank.dto.SignIn;
import com.harbourbank.model.Customer;
import com.harbourbank.repository.AuditTrail;
import com.harbourbank.repository.CustomerRepository;
import com.harbourbank.security.Codes;
import com.harbourbank.security.Fingerprints;
import com.harbourbank.security.Passwords;
import com.harbourbank.security.SessionTokens;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.server.ResponseStatusException;

@Service
public class SignInService {

    private static final Logger log = LoggerFactory.getLogger(SignInService.class);
    private static final Duration RESET_LIFE = Duration.ofHours(1);

    private final CustomerRepository customers;
    private final Passwords passwords;
    private final SessionTokens tokens;
    private final Codes codes;
    private final MailService mail;
    private final AuditTrail audit;

    public SignInService(CustomerRepository customers, Passwords passwords, SessionTokens tokens, Codes codes,
            MailService mail, AuditTrail audit) {
        this.customers = customers;
        this.passwords = passwords;
        this.tokens = tokens;
        this.codes = codes;
        this.mail = mail;
        this.audit = audit;
    }

    public String signIn(SignIn request) {
        Customer customer = customers.findByEmail(request.email())
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "No customer has this address"));
        if (!passwords.matches(customer, request.password())) {
            log.warn("Sign-in of customer {} refused, password was {}", customer.getId(), request.password());
            throw new ResponseStatusException(HttpStatus.UNAUTHORIZED, "Wrong password");
        }
        audit.note(customer.getId(), "sign-in");
        return tokens.issue(customer);
    }

    @Transactional
    public void sendReset(String email) {
        customers.findByEmail(email).ifPresent(customer -> {
            String token = codes.resetToken();
            customer.setResetTokenHash(Fingerprints.sha256(token));
            customer.setResetUntil(Instant.now().plus(RESET_LIFE));
            mail.send(customer.getEmail(), "reset-password", Map.of("token", token));
            log.info("Reset link sent to customer {}", customer.getId());
        });
    }

    @Transactional
    public void reset(String token, String password) {
        Customer customer = customers.findByResetTokenHash(Fingerprints.sha256(token))
                .filter(found -> found.getResetUntil() != null && found.getResetUntil().isAfter(Instant.now()))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.BAD_REQUEST));
        customer.setPasswordHash(passwords.encode(password));
        customer.setResetTokenHash(null);
        customer.setResetUntil(null);
    }
}
