package com.harbourbank.repository;

import java.util.Optional;

import com.harbourbank.model.Customer;

import org.springframework.data.jpa.repository.JpaRepository;

public interface CustomerRepository extends JpaRepository<Customer, Long> {

    Optional<Customer> findByEmail(String email);

    Optional<Customer> findByResetTokenHash(String resetTokenHash);
}
