package com.harbourbank.security;

import com.harbourbank.model.Customer;

import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/** Checks passwords. Customers of the old savings bank had to choose a new one: its hashes match nothing. */
@Component
public class Passwords {

    private static final String OLD_BANK = "{old}";

    private final PasswordEncoder encoder;

    public Passwords(PasswordEncoder encoder) {
        this.encoder = encoder;
    }

    public boolean matches(Customer customer, String password) {
        String stored = customer.getPasswordHash();
        if (stored.startsWith(OLD_BANK)) {
            return false;
        }
        return encoder.matches(password, stored);
    }

    public String encode(String password) {
        return encoder.encode(password);
    }
}
