#include "press/press.h"

#include "press/machine.h"

namespace allmende::press {

Press::Press(Options options) : machine_(std::make_unique<Machine>(std::move(options))) {}
Press::~Press() = default;

http::DeferredHandler Press::route(std::string name, std::vector<std::string> query, Maker maker) {
  auto route = machine_->add_route(std::move(name), std::move(query), std::move(maker));
  return [machine = machine_.get(), route](std::shared_ptr<http::Request const> request,
                                           http::Reply reply) {
    machine->serve(*route, std::move(request), std::move(reply));
  };
}

void Press::pin(std::string name, std::vector<http::FixedAnswer> answers) {
  machine_->pin(std::move(name), std::move(answers));
}

void Press::set_fillings(unsigned kind, std::vector<html::Html> const& pieces,
                         std::shared_ptr<Policy const> policy) {
  machine_->set_fillings(kind, pieces, std::move(policy));
}
std::vector<Shown> Press::take_shown() { return machine_->take_shown(); }

void Press::drop(database::Change const& change) { machine_->drop(change); }
void Press::drop_by_time(database::Change const& change) { machine_->drop_by_time(change); }
Figures Press::figures() const { return machine_->figures(); }

std::vector<std::string> Press::routes() const { return machine_->routes(); }
void Press::prepare(std::size_t loops) { machine_->prepare(loops); }
bool Press::answer(http::RequestView const& request, std::size_t loop,
                   http::QuickAnswer& answer) noexcept {
  return machine_->answer(request, loop, answer);
}
void Press::release(std::size_t loop) noexcept { machine_->release(loop); }

}  // namespace allmende::press
