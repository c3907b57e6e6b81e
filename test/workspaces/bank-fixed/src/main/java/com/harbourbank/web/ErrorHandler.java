package com.harbourbank.web;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.EmptyResultDataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.server.ResponseStatusException;

@RestControllerAdvice
public class ErrorHandler {

    private static final Logger log = LoggerFactory.getLogger(ErrorHandler.class);

    @ExceptionHandler
    public ProblemDetail refused(ResponseStatusException e) {
        return e.getBody();
    }

    @ExceptionHandler
    public ProblemDetail nothingThere(EmptyResultDataAccessException e) {
        return ProblemDetail.forStatus(HttpStatus.NOT_FOUND);
    }

    @ExceptionHandler
    public ProblemDetail denied(AccessDeniedException e) {
        return ProblemDetail.forStatus(HttpStatus.FORBIDDEN);
    }

    @ExceptionHandler
    public ProblemDetail unforeseen(Exception e) {
        log.error("A request failed", e);
        return ProblemDetail.forStatus(HttpStatus.INTERNAL_SERVER_ERROR);
    }

    @ExceptionHandler
    public ProblemDetail incomplete(MethodArgumentNotValidException e) {
        return ProblemDetail.forStatus(HttpStatus.BAD_REQUEST);
    }
}
