package com.harbourbank.web;

import java.math.BigDecimal;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Positive;

import com.harbourbank.service.LoanCalculator;

import org.springframework.validation.annotation.Validated;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** For everybody: what a loan would cost. */
@RestController
@RequestMapping("/api/loans")
@Validated
public class LoanController {

    private final LoanCalculator calculator;

    public LoanController(LoanCalculator calculator) {
        this.calculator = calculator;
    }

    @GetMapping("/quote")
    public Quote quote(@RequestParam @Positive BigDecimal amount, @RequestParam @Min(6) @Max(120) int months) {
        return new Quote(amount, months, calculator.instalment(amount, months));
    }

    record Quote(BigDecimal amount, int months, BigDecimal instalment) {
    }
}
