#include "http/loop.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/basic_stream_descriptor.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <csignal>
#include <optional>

#include "http/connections.h"
#include "http/tls.h"

namespace allmende::http {

namespace asio = boost::asio;

namespace {

// With the executor's type in theirs, Asio's objects are spared a virtual call for each operation.
using Executor = asio::io_context::executor_type;
using Timer = asio::basic_waitable_timer<std::chrono::steady_clock,
                                         asio::wait_traits<std::chrono::steady_clock>, Executor>;
using Watched = asio::posix::basic_stream_descriptor<Executor>;
using SignalSet = asio::basic_signal_set<Executor>;

constexpr int kOneThread = 1;
/// How often ready sockets are asked for before timers and answers have their turn.
constexpr int kRounds = 8;

}  // namespace

class Loop::Machine {
 public:
  Machine(Service& service, Workers& workers, std::vector<Descriptor> listening,
          std::size_t number)
      : service_(service),
        workers_(workers),
        context_(kOneThread),
        timer_(context_),
        watched_(context_),
        signals_(context_),
        connections_(service, std::move(listening), number,
                     [this](Session& session, Task task) { start(session, std::move(task)); }) {
    watched_.assign(connections_.descriptor());
  }

  ~Machine() { watched_.release(); }  // it belongs to the connections

  void run() {
    // OpenSSL writes to sockets in a way that raises it when the peer has gone.
    if (service_.tls() != nullptr) block_broken_pipe();
    wait_for_sockets();
    wait_for_sweep();
    context_.run();
  }

  void stop(Moment deadline, Leave leave) {
    asio::post(context_, [this, deadline, leave] {
      // Who wants to wait is not who decides when another wants to end at once.
      bool first = !stop_at_;
      bool sooner = first || (leave == Leave::at_once && leave_ != leave);
      stop_at_ = first || leave == Leave::at_once ? deadline : *stop_at_;
      if (sooner) leave_ = leave;
      if (sooner) connections_.retire(leave);
      sweep();
    });
  }

  void watch_signals(std::function<void()> stop) {
    if (!on_signal_) {
      signals_.add(SIGTERM);
      signals_.add(SIGINT);
    }
    on_signal_ = std::move(stop);
    wait_for_signal();
  }

 private:
  void wait_for_sockets() {
    watched_.async_wait(Watched::wait_read, [this](boost::system::error_code error) {
      if (error) return;
      bool more = true;
      for (int round = 0; more && round < kRounds; ++round) more = connections_.handle_events();
      if (more) {
        asio::post(context_, [this] { again(); });
      } else if (!end_if_done()) {
        wait_for_sockets();
      }
    });
  }

  /// Rounds are over with work left: what was posted meanwhile came first.
  void again() {
    if (connections_.handle_events()) {
      asio::post(context_, [this] { again(); });
    } else if (!end_if_done()) {
      wait_for_sockets();
    }
  }

  void wait_for_sweep() {
    timer_.expires_after(service_.limits().sweep);
    timer_.async_wait([this](boost::system::error_code error) {
      if (error) return;
      sweep();
      if (!end_if_done()) wait_for_sweep();
    });
  }

  void wait_for_signal() {
    signals_.async_wait([this](boost::system::error_code error, int) {
      if (error) return;
      wait_for_signal();
      on_signal_();
    });
  }

  static void block_broken_pipe() {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  }

  void sweep() {
    connections_.sweep();
    Tls* tls = service_.tls();
    bool looks = tls != nullptr && !stop_at_ && tls->is_time_to_look(std::chrono::steady_clock::now());
    if (looks) workers_.submit([this] { service_.look_at_certificate(); });
    if (stop_at_ && std::chrono::steady_clock::now() >= *stop_at_) connections_.cut_all();
    end_if_done();
  }

  /// With nothing left that waits for anything, run() returns.
  bool end_if_done() {
    if (!stop_at_ || !connections_.empty()) return false;
    timer_.cancel();
    watched_.cancel();
    signals_.cancel();
    return true;
  }

  void start(Session& session, Task task) {
    bool on_loop = task.match.route != nullptr ? task.match.route->run == Run::on_loop
                                               : task.match.status != Status::not_found;
    if (on_loop) {
      session.answer(task.exchange, service_.perform(task.match, task.request));
    } else if (!submit(std::move(task))) {
      session.refuse_busy();
    }
  }

  bool submit(Task task) {
    Moment deadline = std::chrono::steady_clock::now() + time_of(task.match, service_.limits());
    return workers_.submit([this, deadline, task = std::move(task)]() mutable {
      // Who asked has been told by now (Session::time_is_up). Working on would keep others waiting.
      if (std::chrono::steady_clock::now() > deadline) return;
      perform(std::move(task));
    });
  }

  /// On a worker.
  void perform(Task task) {
    auto send = [this, connection = task.connection, exchange = task.exchange](Response response) {
      asio::post(context_, [this, connection, exchange, answer = std::move(response)]() mutable {
        connections_.answer(connection, exchange, std::move(answer));
        end_if_done();
      });
    };
    if (service_.router().deferred(task.match)) {
      service_.perform_deferred(task.match, std::move(task.request), send);
    } else {
      send(service_.perform(task.match, task.request));
    }
  }

  Service& service_;
  Workers& workers_;
  asio::io_context context_;
  Timer timer_;
  Watched watched_;
  SignalSet signals_;
  std::function<void()> on_signal_;
  std::optional<Moment> stop_at_;
  Leave leave_ = Leave::at_once;
  Connections connections_;
};

Loop::Loop(Service& service, Workers& workers, std::vector<Descriptor> listening,
           std::size_t number)
    : machine_(std::make_unique<Machine>(service, workers, std::move(listening), number)) {}
Loop::~Loop() = default;

void Loop::run() { machine_->run(); }
void Loop::stop(Moment deadline, Leave leave) { machine_->stop(deadline, leave); }
void Loop::watch_signals(std::function<void()> stop) { machine_->watch_signals(std::move(stop)); }

}  // namespace allmende::http
