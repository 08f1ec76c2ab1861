// F15: whose events are believed.

#include "provider/stripe_signature.h"

#include "provider/test_provider.h"

namespace allmende::provider {
namespace {

// HMAC-SHA256 by openssl: printf '1764313200.{"id": "evt_1"}' | openssl dgst -sha256 -hmac whsec_eins
constexpr std::string_view kBody = R"({"id": "evt_1"})";
constexpr std::string_view kDigest = "ecebef295084e0a68c09f22de967f1abded505d885ecf56786b328bca50dd746";
Instant const kSigned = at("2025-11-28T07:00:00Z");

std::vector<Secret> secrets(std::vector<std::string> const& texts) { return {texts.begin(), texts.end()}; }

std::string header(std::string_view digest = kDigest) { return fmt::format("t=1764313200,v1={}", digest); }

bool is_good(std::string_view header, std::string_view body = kBody, Instant now = kSigned,
             std::vector<std::string> const& keys = {"whsec_eins"}) {
  auto checked = check_signature(header, body, secrets(keys), now);
  EXPECT_TRUE(checked || checked.error().code == Code::forbidden);
  return checked.has_value();
}

TEST(Signature, F15_is_good_over_the_bytes_that_were_signed) {
  EXPECT_TRUE(is_good(header()));
  EXPECT_FALSE(is_good(header(), std::string(kBody) + " "));
  EXPECT_FALSE(is_good(header(), kBody.substr(1)));
  EXPECT_FALSE(is_good(header(), ""));
}

TEST(Signature, F15_is_good_for_five_minutes_either_way) {
  EXPECT_TRUE(is_good(header(), kBody, later(kSigned, 300s)));
  EXPECT_FALSE(is_good(header(), kBody, later(kSigned, 301s)));
  EXPECT_TRUE(is_good(header(), kBody, later(kSigned, -300s)));
  EXPECT_FALSE(is_good(header(), kBody, later(kSigned, -301s)));
}

TEST(Signature, F15_is_good_by_any_of_our_secrets_and_no_other) {
  EXPECT_TRUE(is_good(header(), kBody, kSigned, {"whsec_zwei", "whsec_eins"}));
  EXPECT_FALSE(is_good(header(), kBody, kSigned, {"whsec_zwei"}));
  EXPECT_FALSE(is_good(header(), kBody, kSigned, {}));
}

TEST(Signature, F15_may_be_one_of_several) {
  std::string other(64, 'a');
  EXPECT_TRUE(is_good(fmt::format("t=1764313200,v1={},v1={},v0=x", other, kDigest)));
  EXPECT_TRUE(is_good(fmt::format("t=1764313200, v1={}", kDigest)));
  EXPECT_FALSE(is_good(header(other)));
  EXPECT_FALSE(is_good(fmt::format("t=1764313200,v0={}", kDigest)));
}

TEST(Signature, F15_is_refused_when_it_cannot_be_read) {
  std::string digest(kDigest);
  for (std::string time : {"t=", "t=x", "t=-1764313200", "t=17643132000000000000000", "t=1764313201", "x=1764313200"}) {
    EXPECT_FALSE(is_good(time + ",v1=" + digest)) << time;
  }
  for (std::string v1 : {std::string(), digest.substr(1), digest + "00", std::string(64, 'g'), "0x" + digest.substr(2)}) {
    EXPECT_FALSE(is_good(header(v1))) << v1;
  }
  for (std::string text : {std::string(), "v1=" + digest, std::string("t=1764313200"), std::string(5'000, ',')}) {
    EXPECT_FALSE(is_good(text)) << text;
  }
}

TEST_F(ProviderTest, F15_believes_the_providers_events_and_no_forged_ones) {
  paid();
  auto now = stand_in.clock();
  auto deliveries = stand_in.deliver();
  ASSERT_FALSE(deliveries.empty());
  StripeOptions other = stand_in.options();
  other.event_secrets = secrets({"whsec_other"});
  for (auto const& one : deliveries) {
    EXPECT_TRUE(provider->read_event(one.signature, one.body, now));
    EXPECT_TRUE(provider->read_event(one.signature, one.body, now)) << "a copy is the inbox's business";
    EXPECT_TRUE(provider->event_of(one.body));
    EXPECT_FALSE(provider->read_event(one.signature, one.body + " ", now));
    EXPECT_FALSE(provider->read_event(one.signature, one.body, later(now, 301s)));
    EXPECT_FALSE(make(other)->read_event(one.signature, one.body, now));
  }
}

TEST(Modes, F15_an_event_of_the_other_mode_is_refused_though_well_signed) {
  StandIn stand_in({"--live", "--api-key", "sk_live_stand_in"});
  StripeOptions options = stand_in.options();
  options.mode = StripeOptions::Mode::live;
  options.key = Secret("sk_live_stand_in");
  auto live = stripe(std::move(options)).value();
  auto test = stripe(stand_in.options()).value();
  auto opened = live->open_checkout({.reference = reference("a"), .begun = stand_in.clock()}, order());
  stand_in.pay(done(opened)->id);
  for (auto const& one : stand_in.deliver()) {
    EXPECT_TRUE(live->read_event(one.signature, one.body, stand_in.clock()));
    EXPECT_EQ(test->read_event(one.signature, one.body, stand_in.clock()).error().code, Code::forbidden);
  }
}

}  // namespace
}  // namespace allmende::provider
