package com.harbourbank.web;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.Map;

import com.harbourbank.dto.NewTransfer;
import com.harbourbank.security.SignedIn;
import com.harbourbank.service.RatesClient;
import com.harbourbank.service.TransferService;

import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/transfers")
public class TransferController {

    private final TransferService transfers;
    private final RatesClient rates;

    public TransferController(TransferService transfers, RatesClient rates) {
        this.transfers = transfers;
        this.rates = rates;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    public Map<String, String> transfer(@AuthenticationPrincipal SignedIn who, @RequestBody NewTransfer request) {
        return Map.of("reference", transfers.transfer(who, request));
    }

    @GetMapping("/rates/{currency}")
    public Map<String, BigDecimal> rates(@PathVariable Currency currency) {
        return rates.latest(currency);
    }
}
