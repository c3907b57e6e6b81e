package com.harbourbank.repository;

import java.util.Optional;

import com.harbourbank.model.Card;

import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.query.Param;

public interface CardRepository extends JpaRepository<Card, Long> {

    Optional<Card> findByCardNumber(String cardNumber);

    @Query("select c from Card c, Account a where c.id = :id and a.id = c.accountId and a.ownerId = :owner")
    Optional<Card> findOwned(@Param("id") Long id, @Param("owner") Long ownerId);
}
