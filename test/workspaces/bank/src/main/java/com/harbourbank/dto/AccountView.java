package com.harbourbank.dto;

import java.math.BigDecimal;

import com.harbourbank.model.Account;

public record AccountView(Long id, String iban, BigDecimal balance, boolean frozen) {

    public static AccountView of(Account account) {
        return new AccountView(account.getId(), account.getIban(), account.getBalance(), account.isFrozen());
    }
}
