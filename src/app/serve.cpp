#include "app/serve.h"

#include <thread>

#include "app/caretaker.h"
#include "app/mailing.h"
#include "app/operator_page.h"
#include "app/secure.h"
#include "app/serve_parts.h"
#include "app/till.h"
#include "app/typography.h"
#include "purge/purge.h"
#include "words/words.h"

namespace allmende::app {

namespace {

std::chrono::milliseconds seconds(std::int64_t count) { return std::chrono::seconds(count); }

http::Limits limits_of(Config::Server const& server) {
  http::Limits limits;
  limits.header_bytes = static_cast<std::size_t>(server.header_kilobytes) * 1024;
  limits.body_bytes = static_cast<std::size_t>(server.body_kilobytes) * 1024;
  limits.connections = static_cast<std::size_t>(server.connections);
  limits.connections_per_source = static_cast<std::size_t>(server.connections_per_source);
  limits.header_time = seconds(server.header_seconds);
  limits.idle_time = seconds(server.idle_seconds);
  limits.request_time = seconds(server.request_seconds);
  limits.write_time = seconds(server.write_seconds);
  return limits;
}

/// With every page.
http::Fields always(Config const& config, site::Settings const& settings) {
  http::Fields fields = site::security_headers(settings);
  for (http::Field& field : hsts(config)) fields.push_back(std::move(field));
  return fields;
}

http::Options reader_options(Config const& config, std::filesystem::path const& folder,
                             site::Settings const& settings, ServeOptions const& options) {
  http::Options http;
  http.addresses = config.server.listen;
  http.port = options.port.value_or(static_cast<std::uint16_t>(config.server.port));
  http.workers = static_cast<std::size_t>(config.server.workers);
  http.loops = static_cast<std::size_t>(config.server.loops);
  http.log_requests = config.server.log_requests;
  http.limits = limits_of(config.server);
  http.always = always(config, settings);
  http.log = options.log;
  http.signals = http::Signals::stop;
  http.inherited = options.inheritance.sockets(kReaders);
  http.proxies = config.server.proxies;
  if (is_secure(config)) http.tls = http::TlsOptions{.files = tls_files(config, folder)};
  return http;
}

http::Options operator_options(Config const& config, site::Settings const& settings,
                               ServeOptions const& options) {
  http::Options http;
  http.addresses = {"127.0.0.1"};
  http.port = options.operator_port.value_or(static_cast<std::uint16_t>(config.server.operator_port));
  http.workers = 1;
  http.always = site::security_headers(settings);
  http.log = options.log;
  http.inherited = options.inheritance.sockets(kOperator);
  return http;
}

http::Options redirect_options(Config const& config, ServeOptions const& options) {
  http::Options http;
  http.addresses = config.server.listen;
  http.port = static_cast<std::uint16_t>(config.tls.redirect_port);
  http.workers = 1;
  http.limits = limits_of(config.server);
  http.inherited = options.inheritance.sockets(kRedirect);
  http.proxies = config.server.proxies;
  return http;
}

Result<void> check_ports(Config const& config, ServeOptions const& options) {
  std::int64_t readers = options.port.value_or(static_cast<std::uint16_t>(config.server.port));
  std::int64_t operators = options.operator_port.value_or(static_cast<std::uint16_t>(config.server.operator_port));
  if (readers == 0 || readers != operators) return {};
  return refuse(Code::invalid, fmt::format("readers and the operator's page need two ports, and both have {}: choose "
                                           "another with --port or --operator-port", readers), "server.operator_port");
}

}  // namespace

Result<site::Settings> site_settings(Config const& config) {
  Config::Paper const& paper = config.paper;
  Config::Policies const& policies = config.policies;
  site::Settings settings{.name = paper.name,
                          .claim = paper.claim,
                          .address = paper.address,
                          .sign = paper.sign,
                          .publisher = paper.publisher,
                          .email = paper.email,
                          .founded = paper.founded,
                          .issn = paper.issn,
                          .language = paper_language(config),
                          .time_zone = paper.time_zone};
  settings.policies = {policies.principles, policies.ownership, policies.corrections,
                       policies.masthead,   policies.ethics,    policies.diversity};
  auto words = words::Words::make(settings.language, settings.time_zone);
  if (!words) {
    return refuse(words.error().code, fmt::format("\"{}\": {}", settings.time_zone, words.error().message),
                  "paper.time_zone");
  }
  settings.has_till = !config.contribution.iban.empty();
  settings.reserve_text_and_data_mining = config.robots.reserve_text_and_data_mining;
  if (config.press.shared) settings.shared_for = std::chrono::seconds(config.press.shared_seconds);
  if (!config.press.purge.empty() && !config.press.shared) {
    return refuse(Code::invalid, "only pages that are shared are purged: set press.shared too", "press.purge");
  }
  for (std::string const& address : config.press.purge) {
    auto checked = purge::check_address(address);
    if (!checked) return refuse(checked.error().code, checked.error().message, "press.purge");
  }
  settings.mining_policy = config.robots.policy;
  settings.givers_see_none = config.advertising.givers_see_none;
  settings.refused_crawlers = config.robots.refused;
  return settings;
}

Result<http::Router> reader_router(Paper& paper, site::Site const& site) {
  database::Database& database = paper.database();
  http::Router router = site.router();
  router.get("/healthz", "health", [&database](http::Request const&) -> Result<http::Response> {
    database.read().last_change();
    return std::move(http::Response::text("ok\n").not_stored());
  });
  return router;
}

static manuscripts::Workflow workflow_of(Config::Newsroom const& config) {
  manuscripts::Workflow workflow{.only_ready = config.only_ready, .two_pairs = config.two_pairs_of_eyes};
  workflow.stages.clear();
  for (std::string const& word : config.stages) workflow.stages.push_back(manuscripts::parse_stage(word).value());
  workflow.movers.clear();
  for (std::string const& words : config.movers) workflow.movers.push_back(manuscripts::Workflow::parse_mover(words).value());
  workflow.publishers = {};
  for (std::string const& name : config.publishers) workflow.publishers = workflow.publishers.with(people::parse_role(name).value());
  return workflow;
}

static Result<desk::Settings> desk_settings(Paper const& paper, site::Site const& site, Indexer const& indexer,
                                            std::optional<Follower>& follower) {
  Config::Paper const& config = paper.config().paper;
  auto outbox = TRY(invitations_outbox(paper));
  auto till = TRY(till_of(paper));
  auto giving = TRY(giving_settings(paper.config()));
  return desk::Settings{
      .paper = config.name, .address = config.address, .language = paper_language(paper.config()),
      .time_zone = config.time_zone, .key = paper.staff_key(), .outbox = std::move(outbox),
      .quotes = config.quotes.empty() ? "»…«" : config.quotes, .workflow = workflow_of(paper.config().newsroom),
      .picture_files = &paper.pictures(),
      .as_readers_see_it = [&site](newsroom::Article const& article, std::string const& pictures_at) {
        return site.preview(article, pictures_at);
      },
      .front_as_readers_see_it = [&site](database::ReadTx& tx, Instant moment, std::optional<Slug> const& section,
                                         std::string const& pictures_at) {
        return site.preview_front(tx, moment, section, pictures_at);
      },
      .find = [&indexer](std::string_view words, int limit) { return indexer.find(words, limit); },
      .till = std::move(till),
      .account = std::move(giving.account),
      .until_shown = [&follower] { follower->catch_up(); }};
}

press::Options press_options(Config const& config, site::Settings const& settings, Clock clock) {
  return {.bytes = static_cast<std::size_t>(config.press.megabytes) << 20,
          .always = always(config, settings),
          .clock = std::move(clock),
          .chooser = site::make_chooser(settings)};
}

/// What changed while the paper was not served is not known, so they begin with everything.
static Purgers make_purgers(Config const& config, http::LogSink const& log) {
  Purgers purgers;
  if (!config.press.shared) return purgers;
  for (std::string const& address : config.press.purge) {
    purgers.push_back(std::make_unique<purge::Purger>(purge::Options{
        .address = address, .key_of_all = std::string(site::kEveryPage), .log = log}));
    purgers.back()->purge({std::string(site::kEveryPage)});
  }
  return purgers;
}

static press::Options purging(press::Options options, Purgers const& purgers) {
  if (purgers.empty()) return options;
  options.after_drop = [&purgers](database::Change const& change) {
    bool is_seen_by_readers = change.what != jobs::kSubject && change.what != manuscripts::kManuscript;
    if (!is_seen_by_readers) return;
    for (auto const& purger : purgers) purger->purge(site::outdated_keys(change));
  };
  return options;
}

Service::Parts::Parts(Paper opened, site::Settings const& settings, ServeOptions const& options)
    : paper(std::move(opened)),
      in_force(paper.config()),
      log(options.log),
      clock(options.clock),
      purgers(make_purgers(paper.config(), options.log)),
      press(purging(press_options(paper.config(), settings, options.clock), purgers)) {}

Service::Service(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Service::Service(Service&&) noexcept = default;
Service::~Service() = default;

Result<Service> Service::start(std::filesystem::path const& folder, ServeOptions options) {
  auto config = TRY(Config::read(folder / "allmende.toml"));
  // Beside the workers: the operator's page, the threads that follow changes, the clock and the counts, the one that
  // publishes, the till's two, the two that read for the index, and the runner's three.
  constexpr std::size_t kOtherReaders = 12;
  Paper paper = TRY(Paper::open(folder, static_cast<std::size_t>(config.server.workers) + kOtherReaders));
  site::Settings settings = TRY(site_settings(config));
  TRY(giving_settings(config));
  TRY(check_ports(config, options));
  jobs::Handlers handlers = TRY(job_handlers(paper));
  auto parts = std::make_unique<Parts>(std::move(paper), settings, options);
  Paper& there = parts->paper;
  media::add_rendering(handlers, there.database(), there.pictures());
  database::Sequence from = there.database().read().last_change();
  parts->site.emplace(
      TRY(site::Site::make(there.database(), there.pictures(), settings, options.clock, parts->press)));
  http::Options http = reader_options(config, folder, settings, options);
  http.quick = &parts->press;
  parts->indexer.emplace(there.database(), folder / "search", options.clock, options.log);
  parts->desk.emplace(TRY(desk::Desk::make(there.database(), TRY(desk_settings(there, *parts->site, *parts->indexer, parts->follower)), options.clock)));
  http::Router router = TRY(reader_router(there, *parts->site));
  parts->desk->add_to(router);
  TRY(lay_out_books(there, options.clock()));
  parts->giving.emplace(TRY(giving::Giving::make(there.database(), TRY(giving_settings(there, *parts->site)), options.clock)));
  parts->giving->add_to(router);
  parts->readers.emplace(std::move(http), std::move(router));
  parts->operators.emplace(operator_options(config, settings, options),
                           operator_router(there, *parts->readers, parts->press, options.clock));
  if (config.tls.redirect_port != 0) {
    parts->redirect.emplace(redirect_options(config, options), redirecting_router(config.paper.address));
  }
  parts->inheritance = std::move(options.inheritance);
  parts->follower.emplace(there.database(), *parts->site, from, options.clock, options.log);
  parts->publisher.emplace(there.database(), options.clock, options.log);
  if (auto till = TRY(till_of(there))) parts->till_clock.emplace(there.database(), *parts->giving, *std::move(till), options.clock, options.log);
  parts->runner.emplace(there.database(), std::move(handlers), jobs::Options{.clock = options.clock, .log = options.log});
  return Service(std::move(parts));
}

std::uint16_t Service::port() const { return parts_->readers->port(); }
std::uint16_t Service::operator_port() const { return parts_->operators->port(); }
bool Service::is_secure() const { return app::is_secure(parts_->in_force); }
Paper& Service::paper() { return parts_->paper; }

void Service::run() {
  std::jthread operators([this] { parts_->operators->run(); });
  std::jthread redirect([this] {
    if (parts_->redirect) parts_->redirect->run();
  });
  {
    Caretaker caretaker([this](std::stop_token) { reload(); },
                        [this](std::stop_token stop) { upgrade(std::move(stop)); });
    parts_->inheritance.say_ready();
    parts_->readers->run();
  }
  parts_->operators->stop();
  if (parts_->redirect) parts_->redirect->stop();
}

void Service::stop() { parts_->readers->stop(); }

}  // namespace allmende::app
