// What is sealed is read by nobody else, altered by nobody, and moved nowhere.

#include "vault/vault.h"

#include <gmock/gmock.h>

namespace allmende::vault {
namespace {

using testing::HasSubstr;
using testing::Not;

Secret key(char filler) { return Secret(std::string(32, filler)); }

class VaultTest : public testing::Test {
 protected:
  Vault vault{key('k')};
};

TEST_F(VaultTest, opens_what_it_sealed_for_that_place) {
  for (std::string const& text :
       {std::string(), std::string("Aimée Groß"), std::string(100'000, 'x'), std::string("\0\xff", 2)}) {
    EXPECT_EQ(vault.open(vault.seal(text, "row 1"), "row 1").reveal(), text);
  }
}

TEST_F(VaultTest, shows_nothing_of_the_text_and_seals_it_differently_each_time) {
  std::string once = vault.seal("Aimée Groß", "row 1");
  EXPECT_THAT(once, Not(HasSubstr("Aim")));
  EXPECT_NE(once, vault.seal("Aimée Groß", "row 1"));
}

TEST_F(VaultTest, opens_nothing_that_was_sealed_for_another_place_or_with_another_key) {
  std::string sealed = vault.seal("DE89370400440532013000", "row 1");
  EXPECT_THROW(vault.open(sealed, "row 2"), Fault);
  EXPECT_THROW(vault.open(sealed, ""), Fault);
  EXPECT_THROW(Vault(key('l')).open(sealed, "row 1"), Fault);
}

TEST_F(VaultTest, opens_nothing_that_was_altered_anywhere) {
  std::string const sealed = vault.seal("DE89370400440532013000", "row 1");
  for (std::size_t i = 0; i < sealed.size(); ++i) {
    std::string altered = sealed;
    altered[i] = altered[i] == 'A' ? 'B' : 'A';
    EXPECT_THROW(vault.open(altered, "row 1"), Fault) << i;
    EXPECT_THROW(vault.open(sealed.substr(0, i), "row 1"), Fault) << i;
  }
  EXPECT_THROW(vault.open(sealed + "A", "row 1"), Fault);
}

TEST_F(VaultTest, says_in_its_fault_nothing_of_the_text) {
  try {
    vault.open(vault.seal("geheim", "row 1"), "row 2");
    FAIL();
  } catch (Fault const& fault) {
    EXPECT_THAT(fault.what(), Not(HasSubstr("geheim")));
  }
}

TEST_F(VaultTest, finds_the_same_text_by_its_index_in_one_purpose_only) {
  std::string index = vault.index("email", "ilse@blatt.example");
  EXPECT_EQ(index.size(), 43u);
  EXPECT_EQ(index, vault.index("email", "ilse@blatt.example"));
  EXPECT_NE(index, vault.index("email", "kurt@blatt.example"));
  EXPECT_NE(index, vault.index("name", "ilse@blatt.example"));
  EXPECT_NE(index, Vault(key('l')).index("email", "ilse@blatt.example"));
  EXPECT_NE(vault.index("a", "bc"), vault.index("ab", "c"));
}

TEST_F(VaultTest, takes_no_key_of_another_length) { EXPECT_THROW(Vault(Secret("short")), Bug); }

}  // namespace
}  // namespace allmende::vault
