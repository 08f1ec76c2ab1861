// Who works here, and what they may do to each other's accounts.

#include "people/people.h"

#include "people/test_staff.h"
#include "tests/support/statement_coverage.h"

namespace allmende::people {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::SizeIs;

ALLMENDE_EVERY_STATEMENT_RUNS("people.");

class People : public StaffTest {
 protected:
  Code code(Result<void> const& result) { return result ? Code::gone : result.error().code; }
};
ALLMENDE_ON_BOTH_ENGINES(People);

TEST(Roles, are_words_and_back) {
  for (std::string_view words : {"", "author", "author editor", "author editor duty-editor picture-desk till cooperative-office administrator"}) {
    EXPECT_EQ(Roles::parse(words)->words(), words);
  }
  EXPECT_EQ(Roles::parse("till author author")->words(), "author till");
  EXPECT_THAT(Roles::parse("boss").error().message, HasSubstr("administrator"));
}

TEST_P(People, are_added_by_an_administrator_and_found_by_their_address_in_any_case) {
  PersonId ada = add("Ada", {Role::administrator});
  write([&](auto& tx) {
    return add_person(tx, Actor::command_line(), {.name = "Jo Thode", .email = "Jo@Blatt.example", .roles = {Role::author}}, now).value();
  });
  auto tx = database.read();
  auto jo = find_person(tx, "jO@blatt.EXAMPLE");
  ASSERT_TRUE(jo);
  EXPECT_EQ(jo->email, "jo@blatt.example");
  EXPECT_TRUE(jo->active && !jo->has_password && !jo->has_second_factor);
  EXPECT_EQ(jo->added, now);
  EXPECT_EQ(find_person(tx, ada)->name, "Ada");
  EXPECT_FALSE(find_person(tx, PersonId(77)));
  EXPECT_THAT(persons(tx), SizeIs(2));
}

TEST_P(People, are_not_added_twice_nor_with_what_is_no_name_or_address) {
  add("Ada", {Role::administrator});
  auto add_code = [&](std::string name, std::string email) {
    auto tx = database.write();
    auto added = add_person(tx, Actor::command_line(), {.name = std::move(name), .email = std::move(email)}, now);
    return added ? Code::gone : added.error().code;
  };
  EXPECT_EQ(add_code("Ada zwei", "ADA@blatt.example"), Code::conflict);
  for (std::string wrong : {"", "ada", "@a", "a@", "a@b@c", "a b@c", "<a@b>", "a@b\n", "a@b\xFF"}) {
    EXPECT_EQ(add_code("Ada", wrong), Code::invalid) << wrong;
  }
  EXPECT_EQ(add_code("", "b@blatt.example"), Code::invalid);
  EXPECT_EQ(add_code("A\nB", "b@blatt.example"), Code::invalid);
  EXPECT_EQ(add_code(std::string(201, 'x'), "b@blatt.example"), Code::limit);
  EXPECT_EQ(add_code("B", std::string(250, 'x') + "@a.de"), Code::limit);
}

TEST_P(People, only_an_administrator_changes_accounts) {
  employ("Ada", {Role::administrator});
  PersonId jo = employ("Jo", {Role::author, Role::editor, Role::duty_editor, Role::picture_desk, Role::till, Role::cooperative_office});
  Actor stranger = actor("Jo");
  auto tx = database.write();
  EXPECT_EQ(add_person(tx, stranger, {.name = "X", .email = "x@y.example"}, now).error().code, Code::forbidden);
  EXPECT_EQ(invite(tx, stranger, jo, now).error().code, Code::forbidden);
  EXPECT_EQ(code(set_roles(tx, stranger, jo, {Role::administrator}, now)), Code::forbidden);
  EXPECT_EQ(code(set_active(tx, stranger, jo, false, now)), Code::forbidden);
  EXPECT_EQ(code(remove_second_factor(tx, stranger, jo, now)), Code::forbidden);
  EXPECT_EQ(code(set_roles(tx, Actor::clock(), jo, {Role::administrator}, now)), Code::forbidden);
}

TEST_P(People, always_have_an_administrator) {
  PersonId ada = employ("Ada", {Role::administrator});
  PersonId jo = employ("Jo");
  auto change = [&](auto const& act) { return code(write([&](auto& tx) { return act(tx, Actor::command_line()); })); };
  auto demote = [&](PersonId id) { return change([&](auto& tx, auto const& who) { return set_roles(tx, who, id, {Role::author}, now); }); };
  auto send_away = [&](PersonId id) { return change([&](auto& tx, auto const& who) { return set_active(tx, who, id, false, now); }); };
  EXPECT_EQ(demote(ada), Code::conflict);
  EXPECT_EQ(send_away(ada), Code::conflict);
  EXPECT_EQ(change([&](auto& tx, auto const& who) { return set_roles(tx, who, jo, {Role::administrator}, now); }), Code::gone);
  EXPECT_EQ(send_away(ada), Code::gone);
  EXPECT_EQ(demote(jo), Code::conflict) << "who was sent away does not count";
  EXPECT_EQ(demote(PersonId(99)), Code::not_found);
}

TEST_P(People, take_an_invitation_once_within_a_week_and_only_the_newest) {
  PersonId jo = add("Jo", {});
  auto invitation = [&] { return write([&](auto& tx) { return invite(tx, Actor::command_line(), jo, now).value(); }); };
  auto accept = [&](Secret const& token, Secret const& password = kPassword) {
    return accept_invitation(database, token.reveal(), password, now);
  };
  Secret old_one = invitation();
  Secret token = invitation();
  EXPECT_EQ(accept(old_one).error().code, Code::not_found) << "replaced";
  EXPECT_EQ(accept(token, Secret("kurz")).error().code, Code::limit);
  EXPECT_EQ(accept(token, Secret("jo@blatt.example")).error().code, Code::invalid);
  Instant then = now;
  now = later(then, kInvitationLife);
  EXPECT_EQ(accept(token).error().code, Code::not_found) << "too old";
  now = later(then, kInvitationLife - std::chrono::seconds(1));
  EXPECT_TRUE(accept(token)->has_password);
  EXPECT_EQ(accept(token).error().code, Code::not_found) << "used";
  EXPECT_EQ(accept(Secret("")).error().code, Code::not_found);
}

TEST_P(People, who_is_sent_away_is_out_at_that_moment) {
  employ("Ada", {Role::administrator});
  PersonId jo = employ("Jo");
  auto in = sign_in("Jo");
  Secret invitation = write([&](auto& tx) { return invite(tx, Actor::command_line(), jo, now).value(); });
  EXPECT_TRUE(write([&](auto& tx) { return set_active(tx, Actor::command_line(), jo, false, now); }));
  EXPECT_FALSE(at_work(in.session));
  EXPECT_EQ(refusal(attempt("Jo")), NotSignedIn::wrong);
  EXPECT_FALSE(accept_invitation(database, invitation.reveal(), kPassword, now));
  auto tx = database.write();
  EXPECT_EQ(invite(tx, Actor::command_line(), jo, now).error().code, Code::conflict);
}

TEST_P(People, with_another_role_act_by_it_at_once) {
  employ("Ada", {Role::administrator});
  PersonId jo = employ("Jo", {Role::author});
  auto in = sign_in("Jo");
  EXPECT_TRUE(write([&](auto& tx) { return set_roles(tx, Actor::command_line(), jo, {Role::till}, now); }));
  EXPECT_FALSE(at_work(in.session)->actor.has(Role::author));
  EXPECT_TRUE(at_work(in.session)->actor.has(Role::till));
}

TEST_P(People, what_they_did_is_written_down) {
  PersonId ada = employ("Ada", {Role::administrator});
  PersonId jo = employ("Jo");
  Actor administrator = actor("Ada");
  EXPECT_TRUE(write([&](auto& tx) { return set_roles(tx, administrator, jo, {Role::editor}, now); }));
  auto tx = database.read();
  auto deeds = deeds_on(tx, "person", std::to_string(jo.value()), 10);
  ASSERT_THAT(deeds, SizeIs(3));
  EXPECT_EQ(deeds[0].what, "roles");
  EXPECT_EQ(deeds[0].detail, "editor");
  EXPECT_EQ(deeds[0].name, "Ada");
  EXPECT_EQ(deeds[0].person, ada);
  EXPECT_EQ(deeds[2].name, "command line");
  EXPECT_EQ(deeds[2].person, std::nullopt);
  EXPECT_EQ(newest_deeds(tx, 2)[1].what, "signed in");
  EXPECT_THAT(deeds_on(tx, "person", "99", 10), SizeIs(0));
}

TEST(Password, is_long_and_none_of_those_that_are_tried_first) {
  auto check = [](std::string text) { return check_password(Secret(std::move(text)), "Jo Thode aus Bremen", "jo.thode@blatt.example").has_value(); };
  EXPECT_TRUE(check("Ebbe und Flut"));
  EXPECT_TRUE(check("ääääöööüüüßß"));
  for (std::string wrong : {"elf Zeichen", "aaaaaaaaaaaaaaa", "abcabcabcabcabc", "qwertzuiopasdf", "123456789012", "passwortpasswort",
                            "Jo Thode aus Bremen", "JO.THODE@blatt.example"}) {
    EXPECT_FALSE(check(wrong)) << wrong;
  }
  EXPECT_FALSE(check(std::string(500, 'x') + std::string(501, 'y')));
}

}  // namespace
}  // namespace allmende::people
