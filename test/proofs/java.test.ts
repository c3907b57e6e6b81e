/** Tests that are written for Java: MockMvc over a slice of the program or all of it, by its build file and the tests there are. */
import { strict as assert } from 'node:assert';
import { proofOf, reasonOf } from '../harness/proofs';

const AUTHENTICATION = 'endpoint-missing-authentication';
const POM = `<project>
  <parent><groupId>org.springframework.boot</groupId><artifactId>spring-boot-starter-parent</artifactId><version>3.4.1</version></parent>
  <dependencies>
    <dependency><groupId>org.springframework.boot</groupId><artifactId>spring-boot-starter-security</artifactId></dependency>
    <dependency><groupId>org.springframework.boot</groupId><artifactId>spring-boot-starter-test</artifactId><scope>test</scope></dependency>
    <dependency><groupId>org.springframework.security</groupId><artifactId>spring-security-test</artifactId><scope>test</scope></dependency>
  </dependencies>
</project>
`;
const SECURITY = `package org.library.config;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;

@Configuration
public class SecurityConfig {
    @Bean
    SecurityFilterChain chain(HttpSecurity http) throws Exception {
        return http.authorizeHttpRequests(r -> r
                .requestMatchers("/loans/**").permitAll()
                .anyRequest().authenticated()).build();
    }
}
`;
const CONTROLLER = `package org.library.web;

import org.library.LoanRepository;
import org.springframework.web.bind.annotation.*;

@RestController
public class LoanController {
    private final LoanRepository loans;

    public LoanController(LoanRepository loans) {
        this.loans = loans;
    }

    @GetMapping("/books")
    public Object books() {
        return loans.findAll();
    }

    @DeleteMapping("/loans/{id}")
    public void end(@PathVariable long id) {
        loans.deleteById(id);
    }
}
`;
const REPOSITORY = `package org.library;

import org.springframework.data.jpa.repository.JpaRepository;

public interface LoanRepository extends JpaRepository<Loan, Long> {
}
`;
const MAIN = 'src/main/java/org/library';
const LIBRARY = {
  'pom.xml': POM,
  [`${MAIN}/config/SecurityConfig.java`]: SECURITY,
  [`${MAIN}/web/LoanController.java`]: CONTROLLER,
  [`${MAIN}/LoanRepository.java`]: REPOSITORY,
};

describe('proofs in Java', () => {
  it('start a slice of the web, with stand-ins for what it asks for', async () => {
    const { file, after, run } = await proofOf(LIBRARY, AUTHENTICATION);
    assert.equal(file, 'src/test/java/org/library/web/LoanControllerSecurityTest.java');
    assert.equal(run, 'mvn test -Dtest=LoanControllerSecurityTest');
    assert.equal(
      after,
      `package org.library.web;

import static org.hamcrest.Matchers.oneOf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import org.junit.jupiter.api.Test;
import org.library.LoanRepository;
import org.library.config.SecurityConfig;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.autoconfigure.web.servlet.WebMvcTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.web.servlet.MockMvc;

@WebMvcTest(LoanController.class)
@Import(SecurityConfig.class)
class LoanControllerSecurityTest {

    @Autowired
    private MockMvc mvc;

    @MockitoBean
    private LoanRepository loanRepository;

    @Test
    void deleteLoansIdIsRefusedToWhoeverIsNotSignedIn() throws Exception {
        mvc.perform(delete("/loans/1")
                .with(csrf()))
                .andExpect(status().is(oneOf(401, 403)));
    }
}
`,
    );
  });

  it('start all of the program where the tests there are do', async () => {
    const test = '@SpringBootTest\n@AutoConfigureMockMvc\nclass HealthTest {\n    @Autowired MockMvc mvc;\n}\n';
    const { after } = await proofOf({ ...LIBRARY, 'src/test/java/org/library/HealthTest.java': test }, AUTHENTICATION);
    assert.ok(after.includes('@SpringBootTest\n@AutoConfigureMockMvc\nclass LoanControllerSecurityTest {\n'), after);
    assert.ok(!after.includes('MockitoBean'), after);
  });

  it('say why there can be none', async () => {
    const pom = POM.replace(/.*starter-test.*\n/, '');
    const reason = 'pom.xml does not ask for spring-boot-starter-test, by which a test asks endpoints';
    assert.equal(await reasonOf({ ...LIBRARY, 'pom.xml': pom }, AUTHENTICATION), reason);
  });
});
