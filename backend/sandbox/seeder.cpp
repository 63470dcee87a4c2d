// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/seeder.h"

#include "backend/sandbox/seedplayer.h"
#include "core/base/counted.h"

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::sandbox {

namespace {

//! One run of the seed within its operation.
class SeedRun final
{
public:
    SeedRun(const QUrl &server, const SeedStory &story, SeedProgress progress, services::JobContext &job)
        : m_story(story)
        , m_progress(std::move(progress))
        , m_job(job)
        , m_portal(server, [&job] { return job.isCancelled(); })
        , m_player(m_portal, m_progress)
    {
    }

    Result<QJsonObject> run()
    {
        m_job.beginStep(u"import_first"_s);
        GATEHOUSE_TRY(import(u"import/first"_s, m_story.leadingNames()));
        m_job.setPercent(20);
        m_job.beginStep(u"act"_s);
        GATEHOUSE_TRY(act());
        m_job.beginStep(u"import_rest"_s);
        GATEHOUSE_TRY(import(u"import/rest"_s, m_story.otherNames()));
        m_job.setPercent(90);
        m_job.beginStep(u"describe"_s);
        GATEHOUSE_TRY(describe());
        GATEHOUSE_TRY(m_progress.finish());
        return QJsonObject {{u"acts"_s, m_done}, {u"skipped"_s, m_skipped}};
    }

private:
    Status import(const QString &name, const QStringList &packages)
    {
        const auto notes = m_player.import(name, packages, m_story.versions);
        for (const QString &note : notes.value_or(QStringList()))
            m_job.log(u"warning"_s, note);
        GATEHOUSE_TRY(m_player.learnPlugins());
        // Without a single package there is nothing to go on with: the next start tries again.
        if (!notes && (m_job.isCancelled() || !m_player.knowsAny()))
            return fail(notes.error());
        if (!notes)
            m_job.log(u"warning"_s, notes.error().message);
        return {};
    }

    Status act()
    {
        for (const SeedPackage &package : m_story.packages)
            GATEHOUSE_TRY(goOn(u"describe "_s + package.name, m_player.describe(package)));
        for (qsizetype i = 0; i < m_story.acts.size(); ++i) {
            const SeedAct &act = m_story.acts.at(i);
            GATEHOUSE_TRY(goOn(act.id, m_player.play(act)));
            m_job.setPercent(20 + int(50 * (i + 1) / m_story.acts.size()));
        }
        return {};
    }

    Status describe()
    {
        for (const SeedPackage &package : m_story.packages)
            GATEHOUSE_TRY(goOn(u"describe "_s + package.name, m_player.describe(package)));
        return {};
    }

    //! An act that cannot be done is no reason to leave the rest undone; being stopped is.
    Status goOn(const QString &what, const Status &done)
    {
        if (m_job.isCancelled())
            return fail(cancelledError());
        if (done) {
            ++m_done;
            return {};
        }
        ++m_skipped;
        m_job.log(u"warning"_s, what + u": "_s + done.error().message);
        return {};
    }

    const SeedStory &m_story;
    SeedProgress m_progress;
    services::JobContext &m_job;
    Portal m_portal;
    SeedPlayer m_player;
    int m_done = 0;
    int m_skipped = 0;
};

} // namespace

services::Job seedJob(QUrl server, SeedStory story, QString progressFile)
{
    services::Job job;
    job.type = OperationType::Import;
    job.subject = u"Local sandbox, %1"_s.arg(counted(story.packages.size(), u"package", u"packages"));
    job.steps = {u"import_first"_s, u"act"_s, u"import_rest"_s, u"describe"_s};
    job.run = [server = std::move(server), story = std::move(story), progressFile = std::move(progressFile)](
                  services::JobContext &context) -> Result<QJsonObject> {
        auto progress = SeedProgress::open(progressFile);
        if (!progress)
            return fail(std::move(progress).error());
        return SeedRun(server, story, std::move(*progress), context).run();
    };
    return job;
}

bool isSeeded(const QString &progressFile)
{
    const auto progress = SeedProgress::open(progressFile);
    return progress && progress->isFinished();
}

} // namespace gatehouse::sandbox
