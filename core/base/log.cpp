// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/log.h"

#include <spdlog/sinks/stdout_sinks.h>

#include <array>
#include <mutex>

namespace gatehouse::log {

namespace {
constexpr std::array names = {"app", "net", "auth", "sync", "storage", "http", "sql", "npm",
    "workflow", "config", "insights", "sandbox"};
}

std::shared_ptr<spdlog::logger> to(Category category)
{
    // spdlog's own registry is the one list of loggers; the mutex closes the get-then-create gap.
    static std::mutex mutex;
    const std::lock_guard lock(mutex);
    const std::string name = names.at(size_t(category));
    if (auto known = spdlog::get(name))
        return known;
    auto logger = spdlog::stderr_logger_mt(name);
    logger->set_pattern("%Y-%m-%dT%H:%M:%S.%e %-8l %n: %v");
    logger->set_level(spdlog::get_level());
    return logger;
}

void setLevel(spdlog::level::level_enum level)
{
    spdlog::set_level(level);
}

} // namespace gatehouse::log
