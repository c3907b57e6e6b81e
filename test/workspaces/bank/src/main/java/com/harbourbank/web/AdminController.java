package com.harbourbank.web;

import java.math.BigDecimal;
import java.util.List;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;

import com.harbourbank.dto.AccountView;
import com.harbourbank.repository.AccountRepository;
import com.harbourbank.repository.AuditTrail;
import com.harbourbank.repository.BranchReports;
import com.harbourbank.service.LoanCalculator;

import org.bson.Document;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The staff's pages; {@link com.harbourbank.config.SecurityConfig} lets nobody else in. */
@RestController
@RequestMapping("/api/admin")
public class AdminController {

    private final BranchReports reports;
    private final AuditTrail audit;
    private final AccountRepository accounts;
    private final LoanCalculator calculator;

    public AdminController(BranchReports reports, AuditTrail audit, AccountRepository accounts, LoanCalculator calculator) {
        this.reports = reports;
        this.audit = audit;
        this.accounts = accounts;
        this.calculator = calculator;
    }

    @GetMapping("/branches/{branch}/deposits")
    public List<?> deposits(@PathVariable String branch, @RequestParam int year) {
        return reports.deposits(branch, year);
    }

    @GetMapping("/branches/{branch}/openings")
    public List<?> openings(@PathVariable String branch) {
        return reports.openings(branch);
    }

    @GetMapping("/audit")
    public List<Document> audit(@RequestParam(required = false) String actor, @RequestParam(required = false) String action) {
        return actor != null ? audit.ofActor(actor) : audit.ofAction(action);
    }

    @GetMapping("/accounts/frozen")
    public List<AccountView> frozen(@RequestParam String country) {
        return accounts.frozenIn(country).stream().map(AccountView::of).toList();
    }

    @PostMapping("/loan-formulas/try")
    public BigDecimal tryFormula(@Valid @RequestBody Trial trial) {
        return calculator.apply(trial.formula(), trial.amount(), trial.months());
    }

    record Trial(@NotBlank String formula, @NotNull BigDecimal amount, @Min(6) @Max(120) int months) {
    }
}
