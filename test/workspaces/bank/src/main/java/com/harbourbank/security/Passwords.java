package com.harbourbank.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import com.harbourbank.model.Customer;

import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/** Checks passwords. Customers of the old savings bank still have its hashes until they change theirs. */
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
            byte[] old = HexFormat.of().parseHex(stored.substring(OLD_BANK.length()));
            return MessageDigest.isEqual(oldHash(password), old);
        }
        return encoder.matches(password, stored);
    }

    public String encode(String password) {
        return encoder.encode(password);
    }

    private static byte[] oldHash(String password) {
        try {
            MessageDigest digest = MessageDigest.getInstance("MD5");
            return digest.digest(password.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
