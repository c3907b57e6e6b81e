package com.harbourbank.repository;

import java.util.List;
import java.util.Optional;

import com.harbourbank.model.Account;

import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.query.Param;

public interface AccountRepository extends JpaRepository<Account, Long> {

    List<Account> findByOwnerId(Long ownerId);

    Optional<Account> findByIdAndOwnerId(Long id, Long ownerId);

    Optional<Account> findByIban(String iban);

    @Query("select a from Account a where a.frozen = true and a.iban like concat(:country, '%')")
    List<Account> frozenIn(@Param("country") String country);
}
