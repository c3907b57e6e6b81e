package com.harbourbank.model;

import java.time.YearMonth;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;

@Entity
public class Card {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    @Column(nullable = false)
    private Long accountId;

    @Column(nullable = false)
    private String cardNumber;

    private String cvv;

    private YearMonth validThru;

    private boolean blocked;

    protected Card() {
    }

    public Card(Long accountId, String cardNumber, String cvv, YearMonth validThru) {
        this.accountId = accountId;
        this.cardNumber = cardNumber;
        this.cvv = cvv;
        this.validThru = validThru;
    }

    public Long getId() {
        return id;
    }

    public Long getAccountId() {
        return accountId;
    }

    public String getCardNumber() {
        return cardNumber;
    }

    public String getLastFour() {
        return cardNumber.substring(cardNumber.length() - 4);
    }

    public YearMonth getValidThru() {
        return validThru;
    }

    public boolean isBlocked() {
        return blocked;
    }

    public void setBlocked(boolean blocked) {
        this.blocked = blocked;
    }
}
