package com.harbourbank.security;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Random;

import org.springframework.stereotype.Component;

/** Codes that customers type in, and references that they read out. */
@Component
public class Codes {

    private static final String LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    private final Random random = new Random();
    private final SecureRandom secure = new SecureRandom();

    /** Shown on paper only, to tell one transfer from another. */
    public String reference() {
        StringBuilder reference = new StringBuilder("HB");
        for (int i = 0; i < 8; i++) {
            reference.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return reference.toString();
    }

    public String resetToken() {
        return randomText();
    }

    public String deviceSecret() {
        return randomText();
    }

    private String randomText() {
        byte[] bytes = new byte[32];
        secure.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
