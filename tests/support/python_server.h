#pragma once
// A server in Python that a test starts: it prints "port N", and ends with its input.

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdint>
#include <cstdio>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

namespace allmende::test {

class PythonServer {
 public:
  /// `words`: the script and what it is given.
  explicit PythonServer(std::vector<std::string> words) {
    words.insert(words.begin(), {"python3", "-B"});
    int in[2], out[2];
    if (pipe2(in, O_CLOEXEC) != 0 || pipe2(out, O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
    process_ = fork();
    if (process_ == 0) {
      dup2(in[0], STDIN_FILENO);
      dup2(out[1], STDOUT_FILENO);
      std::vector<char*> arguments;
      for (std::string& word : words) arguments.push_back(word.data());
      arguments.push_back(nullptr);
      execvp("python3", arguments.data());
      _exit(2);
    }
    close(in[0]);
    close(out[1]);
    input_ = in[1];
    std::unique_ptr<FILE, int (*)(FILE*)> said(fdopen(out[0], "r"), fclose);
    int port = 0;
    if (fscanf(said.get(), "port %d", &port) != 1) throw std::runtime_error("the test server does not start");
    port_ = static_cast<std::uint16_t>(port);
  }
  PythonServer(PythonServer const&) = delete;
  ~PythonServer() {
    close(input_);
    waitpid(process_, nullptr, 0);
  }

  std::uint16_t port() const { return port_; }

 private:
  pid_t process_ = 0;
  int input_ = -1;
  std::uint16_t port_ = 0;
};

}  // namespace allmende::test
