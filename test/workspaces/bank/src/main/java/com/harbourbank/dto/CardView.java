package com.harbourbank.dto;

import java.time.YearMonth;

import com.harbourbank.model.Card;

public record CardView(Long id, String cardNumber, YearMonth validThru, boolean blocked) {

    public static CardView of(Card card) {
        return new CardView(card.getId(), card.getCardNumber(), card.getValidThru(), card.isBlocked());
    }

    public static CardView masked(Card card) {
        return new CardView(card.getId(), "**** " + card.getLastFour(), card.getValidThru(), card.isBlocked());
    }
}
