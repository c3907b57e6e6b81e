package com.harbourbank.security;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** At most so many transfers and attempts to sign in a minute from one address. */
@Component
public class RateLimitFilter extends OncePerRequestFilter {

    private static final int MOST_A_MINUTE = 10;
    private static final List<String> LIMITED = List.of("/api/transfers", "/api/session");

    private final Map<String, Window> windows = new ConcurrentHashMap<>();

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return LIMITED.stream().noneMatch(request.getRequestURI()::startsWith);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        long minute = Instant.now().getEpochSecond() / 60;
        Window window = windows.merge(request.getRemoteAddr(), new Window(minute, 1),
                (old, first) -> old.minute() == minute ? new Window(minute, old.count() + 1) : first);
        if (window.count() > MOST_A_MINUTE) {
            response.sendError(HttpStatus.TOO_MANY_REQUESTS.value());
            return;
        }
        chain.doFilter(request, response);
    }

    private record Window(long minute, int count) {
    }
}
