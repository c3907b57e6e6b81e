package com.harbourbank.security;

/** Who has sent the request, as {@link SessionFilter} has read it from the session token. */
public record SignedIn(long customerId, String role) {

    public boolean isStaff() {
        return "STAFF".equals(role);
    }
}
