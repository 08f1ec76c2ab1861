#pragma once
// The pages of the desk. Private to this room.

#include "desk/house.h"

namespace allmende::desk {

// Signing in and out.
Result<http::Response> sign_in_page(Visit const& visit);
Result<http::Response> sign_in(Visit const& visit);
Result<http::Response> sign_out(Work const& work);
Result<http::Response> invitation_page(Visit const& visit);
Result<http::Response> take_invitation(Visit const& visit);
Result<http::Response> forgotten_page(Visit const& visit);
Result<http::Response> ask_for_link(Visit const& visit);
Result<http::Response> reset_page(Visit const& visit);
Result<http::Response> reset_password(Visit const& visit);

// One's own account.
Result<http::Response> account_page(Work const& work);
Result<http::Response> change_password(Work const& work);
Result<http::Response> second_factor_page(Work const& work);
Result<http::Response> take_second_factor(Work const& work);
Result<http::Response> drop_second_factor(Work const& work);
Result<http::Response> end_session(Work const& work);
Result<http::Response> end_other_sessions(Work const& work);

// The staff, for administrators.
Result<http::Response> staff_page(Work const& work);
Result<http::Response> add_person(Work const& work);
Result<http::Response> person_page(Work const& work);
Result<http::Response> set_roles(Work const& work);
Result<http::Response> set_active(Work const& work);
Result<http::Response> invite(Work const& work);
Result<http::Response> remove_second_factor(Work const& work);

/// Where everyone begins: what is in work.
Result<http::Response> start_page(Work const& work);
Result<http::Response> begin_article(Work const& work);

// Front page and section pages, by hand.
Result<http::Response> arranging_page(Work const& work);
Result<http::Response> place_article(Work const& work);
Result<http::Response> move_placed(Work const& work);
Result<http::Response> drag_placed(Work const& work);
Result<http::Response> undo_arranging(Work const& work);
Result<http::Response> front_preview_page(Work const& work);
Result<http::Response> front_preview_sheet(Work const& work);

// Issues of the printed paper.
Result<http::Response> issues_page(Work const& work);
Result<http::Response> make_issue(Work const& work);
Result<http::Response> issue_page(Work const& work);
Result<http::Response> change_issue(Work const& work);
Result<http::Response> place_in_issue(Work const& work);
Result<http::Response> drag_in_issue(Work const& work);
Result<http::Response> move_in_issue(Work const& work);
Result<http::Response> publish_issue(Work const& work);

// What the paper asks for, and what it advertises.
Result<http::Response> appeals_page(Work const& work);
Result<http::Response> new_appeal_page(Work const& work);
Result<http::Response> appeal_page(Work const& work);
Result<http::Response> write_appeal(Work const& work);
Result<http::Response> end_appeal(Work const& work);
Result<http::Response> campaigns_page(Work const& work);
Result<http::Response> new_campaign_page(Work const& work);
Result<http::Response> campaign_page(Work const& work);
Result<http::Response> campaign_report(Work const& work);
Result<http::Response> book_campaign(Work const& work);
Result<http::Response> end_campaign(Work const& work);

// Pictures.
Result<http::Response> pictures_page(Work const& work);
Result<http::Response> picture_list(Work const& work);
Result<http::Response> take_in_picture(Work const& work);
Result<http::Response> picture_page(Work const& work);
Result<http::Response> describe_picture(Work const& work);
Result<http::Response> picture_rendition(Work const& work);
Result<http::Response> rendition_by_file(Work const& work);
Result<http::Response> preview_picture(Visit const& visit);

// The till.
Result<http::Response> till_page(Work const& work);
Result<http::Response> release_collections(Work const& work);
Result<http::Response> plan_page(Work const& work);
Result<http::Response> write_plan(Work const& work);
Result<http::Response> gifts_page(Work const& work);
Result<http::Response> gift_page(Work const& work);
Result<http::Response> change_gift(Work const& work);
Result<http::Response> runs_page(Work const& work);
Result<http::Response> plan_run(Work const& work);
Result<http::Response> run_page(Work const& work);
Result<http::Response> change_run(Work const& work);
Result<http::Response> run_file(Work const& work);
Result<http::Response> statements_page(Work const& work);
Result<http::Response> begin_account(Work const& work);
Result<http::Response> take_in_statement(Work const& work);
Result<http::Response> statement_page(Work const& work);
Result<http::Response> suspense_page(Work const& work);
Result<http::Response> line_page(Work const& work);
Result<http::Response> decide_line(Work const& work);

// One article: writing.
Result<http::Response> article_page(Work const& work);
Result<http::Response> writing_words(Work const& work);
Result<http::Response> writing_standing(Work const& work);
Result<http::Response> keep_draft(Work const& work);
Result<http::Response> save_revision(Work const& work);
Result<http::Response> be_present(Work const& work);
Result<http::Response> leave_tab(Work const& work);
Result<http::Response> take_over(Work const& work);
Result<http::Response> discard_draft(Work const& work);
Result<http::Response> add_note(Work const& work);
Result<http::Response> resolve_note(Work const& work);

// One article: before readers see it, and when they do.
Result<http::Response> preview_page(Work const& work);
Result<http::Response> make_preview(Work const& work);
Result<http::Response> end_previews(Work const& work);
Result<http::Response> preview_by_link(Visit const& visit);
Result<http::Response> history_page(Work const& work);
Result<http::Response> event_page(Work const& work);
Result<http::Response> restore(Work const& work);
Result<http::Response> publish_page(Work const& work);
Result<http::Response> publish(Work const& work);
Result<http::Response> schedule(Work const& work);
Result<http::Response> unschedule(Work const& work);
Result<http::Response> move_stage(Work const& work);
Result<http::Response> make_responsible(Work const& work);
Result<http::Response> withdraw(Work const& work);

}  // namespace allmende::desk
