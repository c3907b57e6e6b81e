package com.harbourbank.security;

import java.io.IOException;
import java.util.List;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Reads the session token and tells Spring Security who is there. */
@Component
public class SessionFilter extends OncePerRequestFilter {

    private static final Logger log = LoggerFactory.getLogger(SessionFilter.class);
    private static final String BEARER = "Bearer ";

    private final SessionTokens tokens;

    public SessionFilter(SessionTokens tokens) {
        this.tokens = tokens;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (header != null && header.startsWith(BEARER)) {
            tokens.read(header.substring(BEARER.length())).ifPresentOrElse(
                    SessionFilter::remember,
                    () -> log.debug("Session token refused on {}", request.getMethod()));
        }
        chain.doFilter(request, response);
    }

    private static void remember(SignedIn who) {
        var authorities = List.of(new SimpleGrantedAuthority("ROLE_" + who.role()));
        SecurityContextHolder.getContext()
                .setAuthentication(new UsernamePasswordAuthenticationToken(who, null, authorities));
    }
}
